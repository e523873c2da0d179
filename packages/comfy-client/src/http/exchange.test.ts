import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { errorOf } from '../../test/error-of.ts'
import { createStubServer } from '../../test/stub-server.ts'
import { createComfyClient } from '../create-comfy-client.ts'
import { ComfyConnectionError, ComfyTimeoutError } from '../errors.ts'

const submission = {
  graph: { 1: { class_type: 'SaveImage', inputs: {} } },
  promptId: '00000000-0000-4000-8000-000000000000',
  clientId: 'a',
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

test('a refused connection says that nothing was sent', async () => {
  await using client = createComfyClient({ baseUrl: `http://127.0.0.1:${await freePort()}` })
  for (const work of [client.submit(submission), client.queue()]) {
    const error = await errorOf(work)
    expect(error).toBeInstanceOf(ComfyConnectionError)
    expect(error).toMatchObject({ sent: false, cause: { code: 'ECONNREFUSED' } })
  }
})

test('an unknown host says that nothing was sent', async () => {
  await using client = createComfyClient({ baseUrl: 'http://nowhere.invalid' })
  expect(await errorOf(client.submit(submission))).toMatchObject({
    name: 'ComfyConnectionError',
    sent: false,
  })
})

test('a handshake that is never finished says that nothing was sent', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const accepted: Socket[] = []
  server.on('connection', (socket) => accepted.push(socket))
  await using client = createComfyClient({
    baseUrl: `https://127.0.0.1:${port}`,
    submitTimeoutMs: 100,
  })
  expect(await errorOf(client.submit(submission))).toMatchObject({
    name: 'ComfyTimeoutError',
    sent: false,
  })
  for (const socket of accepted) socket.destroy()
  server.close()
})

test('a connection that breaks after the request says that it may have arrived', async () => {
  await using server = await createStubServer(() => ({
    raw: (response) => response.socket?.destroy(),
  }))
  await using client = createComfyClient({ baseUrl: server.url })
  const error = await errorOf(client.submit(submission))
  expect(error).toMatchObject({ name: 'ComfyConnectionError', sent: true })
  expect(server.requests).toHaveLength(1)
})

test('a submission without an answer in time says that it may have arrived', async () => {
  await using server = await createStubServer(() => ({ raw: () => undefined }))
  await using client = createComfyClient({ baseUrl: server.url, submitTimeoutMs: 50 })
  const error = await errorOf(client.submit(submission))
  expect(error).toBeInstanceOf(ComfyTimeoutError)
  expect(error).toMatchObject({ sent: true, timeoutMs: 50 })
})

test('a read is repeated once when the connection breaks, a submission never', async () => {
  let broken = 1
  await using server = await createStubServer(({ method }) =>
    method === 'POST' || broken-- > 0
      ? { raw: (response) => response.socket?.destroy() }
      : { json: { exec_info: { queue_remaining: 3 } } },
  )
  await using client = createComfyClient({ baseUrl: server.url })
  expect(await client.queueRemaining()).toBe(3)
  await errorOf(client.submit(submission))
  expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST'])
})

test('an abort between two tries of a read rejects with its own reason', async () => {
  const aborter = new AbortController()
  const reason = new Error('enough')
  await using server = await createStubServer(() => ({
    raw: (response) => {
      response.socket?.once('close', () => setImmediate(() => aborter.abort(reason)))
      response.socket?.destroy()
    },
  }))
  await using client = createComfyClient({ baseUrl: server.url })
  expect(await errorOf(client.queue({ signal: aborter.signal }))).toBe(reason)
})

test('each submission has a connection of its own', async () => {
  const ports = new Set<number | undefined>()
  await using server = await createStubServer(() => ({
    raw: (response) => {
      ports.add(response.socket?.remotePort)
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"prompt_id": "p", "number": 1, "node_errors": {}}')
    },
  }))
  await using client = createComfyClient({ baseUrl: server.url })
  for (const _ of [1, 2, 3]) await client.submit(submission)
  expect(ports.size).toBe(3)
})

test('reads share kept connections', async () => {
  const ports = new Set<number | undefined>()
  await using server = await createStubServer(() => ({
    raw: (response) => {
      ports.add(response.socket?.remotePort)
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"queue_running": [], "queue_pending": []}')
    },
  }))
  await using client = createComfyClient({ baseUrl: server.url })
  for (const _ of Array(10)) await client.queue()
  expect(ports.size).toBeLessThan(3)
})

test('a file of which nothing more comes breaks off', async () => {
  await using server = await createStubServer(() => ({
    raw: (response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': '100' })
      response.write('half of it')
    },
  }))
  await using client = createComfyClient({ baseUrl: server.url, timeoutMs: 200 })
  const file = { filename: 'a.png', subfolder: '', type: 'output' } as const
  const { body } = await client.view(file)
  expect(await errorOf(Array.fromAsync(body))).toBeInstanceOf(ComfyConnectionError)
})
