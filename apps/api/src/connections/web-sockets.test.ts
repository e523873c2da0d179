import { once } from 'node:events'
import { request } from 'node:http'
import { promisify } from 'node:util'
import { upgradeWebSocket } from '@hono/node-server'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { createHttpServer, listen } from '../listen.ts'
import { takeWebSockets } from './web-sockets.ts'

const options = {
  host: '127.0.0.1',
  port: 0,
  portKey: 'BACKEND_PORT',
  graceSeconds: 1,
  mostSockets: 1,
} as const

const app = new Hono()
app.get('/refused', (c) => c.text('no', 403))
app.get('/plain', (c) => c.text(`upgrade: ${c.req.header('upgrade')}`))
app.get(
  '/ws',
  upgradeWebSocket(() => ({
    onMessage: ({ data }, socket) => socket.send(`heard ${String(data)}`),
  })),
)

const refusalOf = async (url: string): Promise<number | undefined> => {
  const socket = new WebSocket(url)
  const [, response] = await once(socket, 'unexpected-response')
  response.resume()
  return response.statusCode
}

test('a socket is taken by its route, as many as may be open, and told when the server stops', async () => {
  const server = await listen(app.fetch, options)
  const url = server.url.replace('http', 'ws')
  const socket = new WebSocket(`${url}/ws`)
  await once(socket, 'open')
  socket.send('hello')
  const [answer] = await once(socket, 'message')
  expect(String(answer)).toBe('heard hello')
  expect(await refusalOf(`${url}/ws`)).toBe(503)
  const closed = once(socket, 'close')
  await Promise.all([server[Symbol.asyncDispose](), closed])
  expect((await closed)[0]).toBe(1001)
})

test('who reads nothing is let go when too much waits, and others stay', async () => {
  const server = createHttpServer(app.fetch)
  takeWebSockets(server, { fetch: app.fetch, most: 2, mostUnsent: 2 ** 20 })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const [idle, reading] = [1, 2].map(() => new WebSocket(`ws://127.0.0.1:${port}/ws`))
  if (idle === undefined || reading === undefined) throw new Error('no sockets')
  idle.on('error', () => undefined)
  onTestFinished(() => {
    for (const socket of [idle, reading]) socket.terminate()
    server.close()
  })
  await Promise.all([once(idle, 'open'), once(reading, 'open')])
  idle.pause()
  // The system keeps some megabytes for it before anything waits here.
  for (let sent = 0; sent < 64; sent += 1) idle.send('x'.repeat(500_000))
  await expect.poll(() => promisify(server.getConnections.bind(server))()).toBe(1)
  reading.send('hello')
  const [answer] = await once(reading, 'message')
  expect(String(answer)).toBe('heard hello')
})

test('what a guard refuses is no socket', async () => {
  await using server = await listen(app.fetch, options)
  expect(await refusalOf(`${server.url.replace('http', 'ws')}/refused`)).toBe(403)
})

test('an upgrade to anything else is answered as if it were not there', async () => {
  await using server = await listen(app.fetch, options)
  const asked = request(`${server.url}/plain`, {
    headers: {
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AAMAAABk',
    },
  })
  asked.end()
  const [response] = await once(asked, 'response')
  response.resume()
  expect(response.statusCode).toBe(200)
})
