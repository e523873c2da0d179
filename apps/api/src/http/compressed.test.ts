import { setImmediate as turn } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { compressed } from './compressed.ts'
import type { AppEnv } from './env.ts'

const long = 'a lighthouse at dawn, '.repeat(1000)
const headers = (type: string, further: Record<string, string> = {}) => ({
  headers: { 'content-type': type, ...further },
})
const inPieces = (text: string, pieces: number): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const bytes = new TextEncoder().encode(text)
  const step = Math.ceil(bytes.length / pieces)
  let sent = 0
  return new ReadableStream({
    async pull(controller) {
      await turn()
      if (sent >= bytes.length) controller.close()
      else controller.enqueue(bytes.slice(sent, sent + step))
      sent += step
    },
  })
}

const app = new Hono<AppEnv>()
  .use(compressed)
  .get('/json', (c) => c.json({ long }, 200, { etag: '"one"', 'x-total-count': '7' }))
  .get('/short', (c) => c.json({ ok: true }))
  .get('/problem', () => new Response(long, headers('application/problem+json')))
  .get('/script', () => new Response(long, headers('text/javascript; charset=utf-8')))
  .get('/pieces', () => new Response(inPieces(long, 9), headers('application/json')))
  .get('/events', () => new Response(inPieces(long, 9), headers('text/event-stream')))
  .get('/picture', () => new Response(long, headers('image/png')))
  .get('/zip', () => new Response(long, headers('application/zip')))
  .get(
    '/as-it-is',
    () => new Response(long, headers('text/plain', { 'cache-control': 'no-store, no-transform' })),
  )
  .get('/part', () => new Response(long, { status: 206, ...headers('text/plain') }))
  .get('/nothing', () => new Response(null, { status: 304, ...headers('text/html') }))

const get = (path: string, encoding = 'gzip') =>
  app.request(path, { headers: { 'accept-encoding': encoding } })
const plain = async (answer: Response): Promise<string> =>
  gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()

test.each(['/problem', '/script', '/pieces'])('%s is compressed', async (path) => {
  const answer = await get(path)
  expect(answer.headers.get('content-encoding')).toBe('gzip')
  expect(answer.headers.get('vary')).toContain('Accept-Encoding')
  expect(await plain(answer)).toBe(long)
})

test('compressed JSON keeps its headers, and its ETag says that the bytes are others', async () => {
  const answer = await get('/json')
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/json',
    etag: 'W/"one"',
    'x-total-count': '7',
  })
  expect(JSON.parse(await plain(answer))).toEqual({ long })
})

test('who does not take gzip gets the bytes as they are, and caches are told', async () => {
  const answer = await get('/json', 'identity')
  expect(answer.headers.get('content-encoding')).toBeNull()
  expect(answer.headers.get('etag')).toBe('"one"')
  expect(answer.headers.get('vary')).toBe('Accept-Encoding')
  expect(await answer.json()).toEqual({ long })
})

test.each(['/short', '/events', '/picture', '/zip', '/as-it-is', '/part', '/nothing'])(
  '%s is not compressed',
  async (path) => {
    const answer = await get(path)
    expect(answer.headers.get('content-encoding')).toBeNull()
    expect(['', '{"ok":true}', long]).toContain(await answer.text())
  },
)

test('who stops reading a compressed stream stops its source', async () => {
  const { promise: cancelled, resolve } = Promise.withResolvers<unknown>()
  const endless = new ReadableStream({
    async pull(controller) {
      await turn()
      controller.enqueue(crypto.getRandomValues(new Uint8Array(65_536)))
    },
    cancel: resolve,
  })
  const streaming = new Hono<AppEnv>()
    .use(compressed)
    .get('/', () => new Response(endless, headers('application/json')))
  const answer = await streaming.request('/', { headers: { 'accept-encoding': 'gzip' } })
  await answer.body?.cancel('enough')
  await cancelled
})
