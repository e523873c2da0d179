import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { chooseApi } from './choose-api.ts'
import { startPage } from './start-page.ts'

const root = fileURLToPath(new URL('../../web/', import.meta.url))

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** An API that says from where and by which name it was asked, and has a stream that never ends. */
async function startApi(port = 0) {
  const server = createServer(({ url, headers }, answer) => {
    answer.writeHead(200, { 'content-type': 'text/plain' })
    if (url === '/api/events') answer.write('retry: 1\n\n')
    else answer.end(`${headers.origin} ${headers.host}`)
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const stop = async (): Promise<void> => {
    if (!server.listening) return
    server.closeAllConnections()
    await server[Symbol.asyncDispose]()
  }
  onTestFinished(stop)
  return { port: portOf(server), stop }
}

test('the page is on the next port that is free, asks the API as its own page, and outlives it', async () => {
  await using taken = createServer().listen(0, 'localhost')
  await once(taken, 'listening')
  const api = await startApi()
  const target = `http://127.0.0.1:${api.port}`
  const page = await startPage({ root, api: target, port: portOf(taken) })
  expect(page.port).toBeGreaterThan(portOf(taken))
  const own = page.url.replace(/\/$/, '')
  for (const path of ['', 'gallery']) {
    expect(await (await fetch(`${page.url}${path}`)).text()).toContain('/src/main.tsx')
  }
  const heard = async (origin: string): Promise<string> =>
    (await fetch(`${page.url}api/jobs`, { method: 'POST', headers: { origin } })).text()
  expect(await heard(own)).toBe(`${target} 127.0.0.1:${api.port}`)
  expect(await heard('http://evil.com')).toBe(`http://evil.com 127.0.0.1:${api.port}`)

  const stream = await fetch(`${page.url}api/events`)
  await api.stop()
  await expect(stream.text()).rejects.toThrow()
  const away = await fetch(`${page.url}api/jobs`)
  expect([away.status, away.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
  expect(await away.json()).toMatchObject({
    code: 'api_away',
    detail: expect.stringContaining(target),
  })
  await startApi(api.port)
  expect((await fetch(`${page.url}api/jobs`)).status).toBe(200)

  await page[Symbol.asyncDispose]()
  await expect(fetch(page.url)).rejects.toThrow()
})

test.each([
  ['0.0.0.0', 'http://127.0.0.1:8000'],
  ['::', 'http://[::1]:8000'],
  ['fd00::7', 'http://[fd00::7]:8000'],
  ['nas.local', 'http://nas.local:8000'],
])('an API on %s is asked at %s', async (BACKEND_HOST, url) => {
  expect(await chooseApi({ BACKEND_HOST, BACKEND_PORT: 8000 })).toEqual({ url, environment: {} })
})

test('an API on any free port has one for all its starts', async () => {
  const { url, environment } = await chooseApi({ BACKEND_HOST: '127.0.0.1', BACKEND_PORT: 0 })
  expect(url).toBe(`http://127.0.0.1:${environment.BACKEND_PORT}`)
  expect(Number(environment.BACKEND_PORT)).toBeGreaterThan(0)
})
