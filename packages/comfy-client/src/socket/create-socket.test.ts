import { expect, test } from 'vitest'
import { createStubServer, type StubServer } from '../../test/stub-server.ts'
import type { ComfyEvent } from '../comfy-event.ts'
import { createComfyClient } from '../create-comfy-client.ts'
import type { ComfySocket } from '../socket.ts'

const serve = (options?: Parameters<typeof createStubServer>[1]): Promise<StubServer> =>
  createStubServer(() => ({ status: 404 }), options)

/** Reads up to and including an event of the type, and returns all of them. */
async function readTo(socket: ComfySocket, type: ComfyEvent['type']): Promise<ComfyEvent[]> {
  const iterator = socket[Symbol.asyncIterator]()
  const events: ComfyEvent[] = []
  for (;;) {
    const { done, value } = await iterator.next()
    if (done) throw new Error(`The socket ended before ${type}`)
    events.push(value)
    if (value.type === type) return events
  }
}

async function readAll(socket: ComfySocket): Promise<ComfyEvent[]> {
  const events: ComfyEvent[] = []
  for await (const event of socket) events.push(event)
  return events
}

test('the socket negotiates flags, greets, and hands on events in order', async () => {
  await using server = await serve()
  await using client = createComfyClient({ baseUrl: server.url })
  await using socket = client.connect()
  const clientId = await socket.opened()
  expect(server.clientIds).toEqual([clientId])
  expect(socket.clientId).toBe(clientId)
  server.say('executing', { node: '3', prompt_id: 'p' })
  server.say('execution_success', { prompt_id: 'p', timestamp: 5 })
  expect(await readTo(socket, 'execution-success')).toEqual([
    { type: 'socket-open', clientId },
    { type: 'status', queueRemaining: 0, sid: clientId },
    { type: 'executing', promptId: 'p', nodeId: '3' },
    { type: 'execution-success', promptId: 'p', timestamp: 5 },
  ])
})

test('the first message offers previews with metadata', async () => {
  await using server = await serve()
  await using client = createComfyClient({ baseUrl: server.url })
  await using socket = client.connect()
  await socket.opened()
  await expect.poll(() => server.heard.length).toBe(1)
  expect(JSON.parse(server.heard[0] ?? '')).toEqual({
    type: 'feature_flags',
    data: { supports_preview_metadata: true },
  })
})

test('a dropped connection is told and replaced, with a fresh client id', async () => {
  await using server = await serve()
  await using client = createComfyClient({ baseUrl: server.url })
  await using socket = client.connect({ retryMs: 5 })
  await socket.opened()
  server.dropSockets()
  const lost = (await readTo(socket, 'socket-lost')).at(-1)
  expect(lost).toMatchObject({
    clientId: server.clientIds[0],
    retryInMs: 5,
    error: { name: 'ComfyConnectionError' },
  })
  const opened = (await readTo(socket, 'socket-open')).at(-1)
  expect(server.clientIds).toHaveLength(2)
  expect(opened).toEqual({ type: 'socket-open', clientId: server.clientIds[1] })
  expect(server.clientIds[0]).not.toBe(server.clientIds[1])
})

test('a given client id is kept across connections', async () => {
  await using server = await serve()
  await using client = createComfyClient({ baseUrl: server.url })
  await using socket = client.connect({ clientId: 'mine', retryMs: 5 })
  await socket.opened()
  socket.reconnect('a test')
  await readTo(socket, 'socket-lost')
  expect(await socket.opened()).toBe('mine')
  expect(server.clientIds).toEqual(['mine', 'mine'])
})

test('a refused handshake is told with its status, and tried again', async () => {
  await using server = await serve({ acceptsSockets: false })
  await using client = createComfyClient({ baseUrl: server.url })
  await using socket = client.connect({ retryMs: 5 })
  const [lost] = await readTo(socket, 'socket-lost')
  expect(lost).toMatchObject({ error: { name: 'ComfyResponseError', status: 403 }, retryInMs: 5 })
  expect((await readTo(socket, 'socket-lost')).at(-1)).toMatchObject({ retryInMs: 10 })
})

test('a server that is not there, and a header that cannot be sent, are told', async () => {
  await using server = await serve()
  const { url } = server
  await using odd = createComfyClient({ baseUrl: url, headers: { 'x-odd': 'a\nb' } })
  await using oddSocket = odd.connect({ retryMs: 60_000 })
  expect(await readTo(oddSocket, 'socket-lost')).toMatchObject([{ error: { sent: false } }])
  await server[Symbol.asyncDispose]()
  await using client = createComfyClient({ baseUrl: url })
  await using socket = client.connect({ retryMs: 60_000 })
  expect(await readTo(socket, 'socket-lost')).toMatchObject([
    { error: { sent: false, cause: { code: 'ECONNREFUSED' } } },
  ])
})

test('a peer that answers no ping is given up', async () => {
  await using server = await serve()
  await using client = createComfyClient({ baseUrl: server.url })
  await using socket = client.connect({ pingIntervalMs: 10, pongTimeoutMs: 300, retryMs: 60_000 })
  await socket.opened()
  // A paused peer neither reads nor answers, like a half-open connection.
  for (const peer of server.sockets) peer.pause()
  expect((await readTo(socket, 'socket-lost')).at(-1)).toMatchObject({
    error: { message: 'Nothing heard for 300 ms after a ping' },
  })
})

test('a peer that answers pings is kept, however silent', async () => {
  await using server = await serve()
  await using client = createComfyClient({ baseUrl: server.url })
  await using socket = client.connect({ pingIntervalMs: 5, pongTimeoutMs: 5_000 })
  await socket.opened()
  const pings: number[] = []
  server.sockets[0]?.on('ping', () => pings.push(1))
  await expect.poll(() => pings.length).toBeGreaterThan(3)
  expect(server.clientIds).toHaveLength(1)
})

test('a frame above the limit drops the connection', async () => {
  await using server = await serve()
  await using client = createComfyClient({ baseUrl: server.url })
  await using socket = client.connect({ maxFrameBytes: 1_000, retryMs: 60_000 })
  await socket.opened()
  server.sayBinary(new Uint8Array(2_000))
  expect((await readTo(socket, 'socket-lost')).at(-1)).toMatchObject({
    error: { name: 'ComfyConnectionError', message: expect.stringContaining('Max payload') },
  })
})

test('a reader that lags loses progress and previews, never the outcome', async () => {
  await using server = await serve()
  await using client = createComfyClient({ baseUrl: server.url })
  await using socket = client.connect({ bufferSize: 10 })
  await socket.opened()
  server.say('execution_start', { prompt_id: 'p' })
  for (let value = 1; value <= 100; value += 1) {
    server.say('progress', { value, max: 100, prompt_id: 'p', node: '3' })
  }
  server.say('execution_success', { prompt_id: 'p' })
  await expect.poll(() => socket.dropped).toBe(94)
  const events = await readTo(socket, 'execution-success')
  expect(events.map(({ type }) => type)).toContain('execution-start')
  expect(events.filter((event) => event.type === 'progress').map(({ value }) => value)).toEqual([
    94, 95, 96, 97, 98, 99, 100,
  ])
})

test('leaving the loop closes the socket', async () => {
  await using server = await serve()
  await using client = createComfyClient({ baseUrl: server.url })
  const socket = client.connect()
  for await (const event of socket) if (event.type === 'socket-open') break
  await expect.poll(() => server.sockets.length).toBe(0)
  await expect(socket.opened()).rejects.toThrow('The socket is closed')
})

test('an abort ends the iteration and the waiting', async () => {
  await using server = await serve({ greets: false })
  await using client = createComfyClient({ baseUrl: server.url })
  const aborter = new AbortController()
  const socket = client.connect({ signal: aborter.signal })
  const opened = socket.opened()
  const reason = new Error('enough')
  aborter.abort(reason)
  await expect(opened).rejects.toBe(reason)
  expect(await readAll(socket)).toEqual([])
})

test('disposing the client closes its sockets', async () => {
  await using server = await serve()
  const client = createComfyClient({ baseUrl: server.url })
  const socket = client.connect()
  await socket.opened()
  await client[Symbol.asyncDispose]()
  await expect.poll(() => server.sockets.length).toBe(0)
  expect((await readAll(socket)).map(({ type }) => type)).toEqual(['socket-open', 'status'])
})
