import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setImmediate as turn } from 'node:timers/promises'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import type { AppEnv } from '../src/http/env.ts'
import { hasGone } from '../src/http/went-away.ts'
import { createHttpServer } from '../src/listen.ts'

/** Serves on a free port of loopback until the test ends. */
async function serve(fetch: Parameters<typeof createHttpServer>[0]): Promise<{
  server: Server
  open: (text: string) => Socket
}> {
  const server = createHttpServer(fetch)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = z.object({ port: z.number() }).parse(server.address())
  const open = (sent: string): Socket => {
    const socket = connect(port, '127.0.0.1')
    onTestFinished(() => {
      socket.destroy()
    })
    socket.on('error', () => {})
    socket.write(sent)
    return socket
  }
  return { server, open }
}

const request = (path: string, last = false): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${last ? 'Connection: close\r\n' : ''}\r\n`
const many = (count: number): string =>
  Array.from({ length: count }, (_, index) => request(`/${index}`, index === count - 1)).join('')

test('requests sent in one packet are begun one after the other, and answered in their order', async () => {
  let underWay = 0
  let most = 0
  const { open } = await serve(async (incoming) => {
    underWay += 1
    most = Math.max(most, underWay)
    await turn()
    underWay -= 1
    return new Response(`<${new URL(incoming.url).pathname}>`)
  })
  const answers = await text(open(many(1000)))
  expect(most).toBe(1)
  expect([...answers.matchAll(/<\/(\d+)>/g)].map(([, index]) => Number(index))).toEqual(
    Array.from({ length: 1000 }, (_, index) => index),
  )
})

test('bodies of requests in one packet reach their own handlers', async () => {
  const { open } = await serve(async (incoming) => new Response(`<${await incoming.text()}>`))
  const post = (body: string, last: string): string =>
    `POST / HTTP/1.1\r\nHost: localhost\r\n${last}Content-Length: ${body.length}\r\n\r\n${body}`
  const large = 'x'.repeat(200_000)
  const sent = post('one', '') + post(large, '') + post('three', 'Connection: close\r\n')
  const answers = await text(open(sent))
  expect([...answers.matchAll(/<([^<>]*)>/g)].map(([, body]) => body)).toEqual([
    'one',
    large,
    'three',
  ])
})

test('who reads nothing gets no second answer begun, and nothing more is read of what it sends', async () => {
  let begun = 0
  const { open } = await serve(() => {
    begun += 1
    return new Response(new Uint8Array(16_000_000))
  })
  const silent = open(many(1000))
  silent.pause()
  await expect.poll(() => begun).toBe(1)
  // Other clients are answered as ever, and give the silent one time for its second answer.
  expect((await text(open(many(3)))).match(/HTTP\/1.1 200/g)).toHaveLength(3)
  expect(begun).toBe(4)
})

test('a client that goes away takes its waiting requests with it', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const seen: string[] = []
  const { server, open } = await serve(async (incoming) => {
    seen.push(new URL(incoming.url).pathname)
    await held
    return new Response('late')
  })
  const leaving = open(many(50))
  await expect.poll(() => seen).toEqual(['/0'])
  leaving.resetAndDestroy()
  const connections = () =>
    new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)))
  release()
  await expect.poll(connections).toBe(0)
  expect(seen).toEqual(['/0'])
})

test('connections are kept for longer than proxies keep them', async () => {
  const { server, open } = await serve(() => new Response('here'))
  const [answer] = await once(open(request('/')), 'data')
  expect(String(answer).toLowerCase()).toContain('keep-alive: timeout=75')
  expect(server.headersTimeout).toBeGreaterThan(server.keepAliveTimeout)
})

const framings = {
  'chunks of no size': 'Transfer-Encoding: chunked\r\n\r\nZZ\r\nabc',
  'a length that is no number': 'Content-Length: abc\r\n\r\nabc',
  'two lengths': 'Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc',
  'a length and chunks': 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'an encoding that is none': 'Transfer-Encoding: gzip\r\n\r\nabc',
  'extensions without end': `Transfer-Encoding: chunked\r\n\r\n3;${'a'.repeat(20_000)}\r\nabc`,
}

test.each(Object.entries(framings))('a body with %s is a problem of 4xx', async (_, rest) => {
  const faults: boolean[] = []
  const app = new Hono<AppEnv>()
    .post('/', async (c) => c.text(await c.req.text()))
    .onError((_, c) => {
      faults.push(hasGone(c))
      return new Response(null, { status: 500 })
    })
  const { open } = await serve(app.fetch)
  const answer = await text(open(`POST / HTTP/1.1\r\nHost: localhost\r\n${rest}`))
  expect(faults).not.toContain(false)
  expect(answer).toMatch(/^HTTP\/1.1 4(?:00|13) /)
  expect(answer).toContain('application/problem+json')
  expect(answer.match(/HTTP\/1.1/g)).toHaveLength(1)
})

test('a client that goes in the middle of its body is known to have gone', async () => {
  const { promise: gone, resolve } = Promise.withResolvers<boolean>()
  const { promise: came, resolve: arrived } = Promise.withResolvers<void>()
  const app = new Hono<AppEnv>()
    .post('/', async (c) => {
      arrived()
      return c.text(await c.req.text())
    })
    .onError((_, c) => {
      resolve(hasGone(c))
      return new Response(null, { status: 500 })
    })
  const { open } = await serve(app.fetch)
  const leaving = open('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc')
  await came
  leaving.resetAndDestroy()
  expect(await gone).toBe(true)
})

test('what is no request after a good one does not get into the answer to that', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const { open } = await serve(async () => {
    await held
    return new Response('x'.repeat(1_000_000))
  })
  const answers = text(open(`${request('/')}\u0000nonsense\r\n\r\n`))
  await turn()
  release()
  expect(await answers).toMatch(/^HTTP\/1.1 200 [\s\S]*\r\n\r\nx{1000000}HTTP\/1.1 400 /)
})

test.each([
  ['OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400],
  ['GET http://999.1.1.1/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400],
  ['GET /\\x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400],
])('%j is answered with a problem', async (sent, status) => {
  const { open } = await serve(() => new Response('seen'))
  const answer = await text(open(sent))
  expect(answer).toContain(`HTTP/1.1 ${status} `)
  expect(answer).toContain('"code":"invalid_target"')
})
