import { get } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { createSimulator, type Simulator, type SimulatorOptions } from '../src/index.ts'
import { finished, Listener, post, submit, textToImage } from './text-to-image.ts'

const start = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const simulator = await createSimulator({ paint: 'plain', ...options })
  onTestFinished(() => simulator[Symbol.asyncDispose]())
  return simulator
}

const listen = async (simulator: Simulator, clientId: string, flags?: object): Promise<Listener> =>
  Listener.open(simulator, clientId, flags)

test('only the first status carries the sid', async () => {
  const simulator = await start()
  const listener = await listen(simulator, 'a')
  await finished(simulator, await submit(simulator, textToImage()))
  const sids = listener.events.filter(({ data }) => 'sid' in data)
  expect(sids).toHaveLength(1)
  expect(listener.events[0]?.data.sid).toBe('a')
})

test('a socket without clientId gets a sid of 32 hexadecimal digits', async () => {
  const simulator = await start()
  const listener = await listen(simulator, '')
  expect(listener.events[0]?.data.sid).toMatch(/^[0-9a-f]{32}$/)
})

test('of a job with an owner others hear only statuses', async () => {
  const simulator = await start()
  const [owner, other] = [await listen(simulator, 'a'), await listen(simulator, 'b')]
  const id = await submit(simulator, textToImage(), { client_id: 'a' })
  await owner.ended(id)
  expect(new Set(other.types)).toEqual(new Set(['status']))
  expect(owner.types).toContain('executed')
})

test('of a job without owner everyone hears the progress, and nobody start and end', async () => {
  const simulator = await start()
  const other = await listen(simulator, 'b')
  await finished(simulator, await submit(simulator, textToImage()))
  expect(new Set(other.types)).toEqual(new Set(['status', 'progress', 'progress_state']))
})

test('the end of a replaced socket deregisters the one that replaced it', async () => {
  const simulator = await start()
  const older = await listen(simulator, 'a')
  const newer = await listen(simulator, 'a')
  const first = await submit(simulator, textToImage(), { client_id: 'a' })
  await newer.ended(first)
  expect(older.types).toEqual(['status'])
  older.socket.close()
  await older.closed()
  const heard = newer.events.length
  await finished(simulator, await submit(simulator, textToImage({ seed: 2 }), { client_id: 'a' }))
  expect(newer.events).toHaveLength(heard)
  expect(newer.socket.readyState).toBe(WebSocket.OPEN)
})

test('previews come with metadata to who asked for it, and without to the rest', async () => {
  const simulator = await start({ previewMethod: 'latent2rgb' })
  const modern = await listen(simulator, 'a', { supports_preview_metadata: true })
  const plain = await listen(simulator, 'b', { supports_preview_metadata: 1 })
  await modern.ended(await submit(simulator, textToImage(), { client_id: 'a' }))
  await plain.ended(await submit(simulator, textToImage({ seed: 2 }), { client_id: 'b' }))
  expect(modern.frames.map((frame) => frame.readUInt32BE())).toEqual([4, 4, 4])
  expect(plain.frames.map((frame) => frame.readUInt32BE())).toEqual([1, 1, 1])
  const [frame = Buffer.alloc(8)] = modern.frames
  const length = frame.readUInt32BE(4)
  expect(JSON.parse(frame.toString('utf8', 8, 8 + length))).toMatchObject({ node_id: '3' })
  expect(frame.toString('hex', 8 + length, 10 + length)).toBe('ffd8')
})

test('a job may ask for previews by itself', async () => {
  const simulator = await start()
  const listener = await listen(simulator, 'a')
  const more = { client_id: 'a', extra_data: { preview_method: 'latent2rgb' } }
  await listener.ended(await submit(simulator, textToImage(), more))
  expect(listener.frames).toHaveLength(3)
})

test('another first object forfeits the negotiation; what is no object does not', async () => {
  const simulator = await start()
  const forfeited = await listen(simulator, 'a')
  forfeited.socket.send('{"type": "hello"}')
  forfeited.socket.send('{"type": "feature_flags", "data": {}}')
  const patient = await listen(simulator, 'b')
  for (const noise of ['nonsense', '[1]']) patient.socket.send(noise)
  patient.socket.send('{"type": "feature_flags", "data": {}}')
  await patient.heard(({ type }) => type === 'feature_flags')
  expect(forfeited.types).toEqual(['status'])
})

test('a message above 4 MiB closes the connection', async () => {
  const simulator = await start()
  const listener = await listen(simulator, 'a')
  const { promise, resolve } = Promise.withResolvers<number>()
  listener.socket.once('close', resolve)
  listener.socket.send('x'.repeat(4 * 1024 * 1024 + 1))
  expect(await promise).toBe(1009)
})

test('a page of another origin is kept out, its socket too', async () => {
  const simulator = await start()
  const headers = { Origin: 'http://127.0.0.1:3000' }
  const { promise, resolve } = Promise.withResolvers<string>()
  new WebSocket(`${simulator.url.replace('http', 'ws')}/ws`, { headers }).once('error', (error) =>
    resolve(error.message),
  )
  expect(await promise).toContain('403')
  const own = new WebSocket(`${simulator.url.replace('http', 'ws')}/ws`, {
    headers: { Origin: simulator.url },
  })
  await expect.poll(() => own.readyState).toBe(WebSocket.OPEN)
})

test('what a browser sends from another site is refused by the newer server, save a visit to its page', async () => {
  const crossSite = { 'sec-fetch-site': 'cross-site' }
  const visit = { ...crossSite, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  const status = (url: string, headers: Record<string, string>): Promise<number> => {
    // Node's `fetch` sets `sec-fetch-mode` itself.
    const { promise, resolve } = Promise.withResolvers<number>()
    get(url, { headers }, (response) => resolve(response.resume().statusCode ?? 0))
    return promise
  }
  const old = await start()
  expect(await status(`${old.url}/prompt`, crossSite)).toBe(200)
  const current = await start({ profile: '0.38.1' })
  expect(await status(`${current.url}/prompt`, crossSite)).toBe(403)
  expect(await status(`${current.url}/prompt`, visit)).toBe(403)
  expect(await status(`${current.url}/`, visit)).toBe(404)
  expect(await status(`${current.url}/prompt`, { 'sec-fetch-site': 'same-origin' })).toBe(200)
})

test('a job that is cached from end to end repeats the old file and runs nothing', async () => {
  const simulator = await start()
  await finished(simulator, await submit(simulator, textToImage()))
  const listener = await listen(simulator, 'a')
  const id = await submit(simulator, textToImage(), { client_id: 'a' })
  await listener.ended(id)
  expect(listener.types).toEqual([
    'status',
    'status',
    'status',
    'execution_start',
    'execution_cached',
    'executed',
    'progress_state',
    'execution_success',
    'status',
    'executing',
  ])
  const images = { images: [{ filename: 'test_00001_.png', subfolder: '', type: 'output' }] }
  expect((await finished(simulator, id)).outputs).toEqual({ 9: images })
})

test('the cache knows nodes by what they do, not by their ids', async () => {
  const simulator = await start()
  await finished(simulator, await submit(simulator, textToImage()))
  const renumbered = JSON.parse(
    JSON.stringify(textToImage()).replaceAll(/"(\d)"/g, (_, id) => `"${Number(id) + 20}"`),
  )
  const { status } = await finished(simulator, await submit(simulator, renumbered))
  expect(status.messages[1][1].nodes).toHaveLength(7)
  await post(simulator, '/free', { free_memory: true })
  const again = await finished(simulator, await submit(simulator, textToImage()))
  expect(again.status.messages[1][1].nodes).toEqual([])
})
