import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { errorOf } from '../../test/error-of.ts'
import { createStubServer } from '../../test/stub-server.ts'
import { createComfyClient } from '../create-comfy-client.ts'
import { ComfyError, ComfyTimeoutError } from '../errors.ts'

async function* pieces(count: number, waitMs = 0): AsyncGenerator<Uint8Array, void> {
  for (let index = 0; index < count; index += 1) {
    if (waitMs > 0) await delay(waitMs)
    yield new Uint8Array(64 * 1024).fill(index)
  }
}

const file = (count: number, waitMs?: number) => ({
  filename: 'darkroom_ab.mp4',
  bytes: count * 64 * 1024,
  content: pieces(count, waitMs),
})

test('a file is sent as it is read, as a form with its length, and the answer names it', async () => {
  const json = { name: 'darkroom_ab.mp4', subfolder: '', type: 'input' }
  await using server = await createStubServer(() => ({ json }))
  await using client = createComfyClient({ baseUrl: server.url })
  const upload = { ...file(3), filename: 'a/b".mp4', type: 'input', overwrite: true } as const
  expect(await client.uploadFile(upload)).toEqual({
    filename: 'darkroom_ab.mp4',
    subfolder: '',
    type: 'input',
  })
  const [request] = server.requests
  expect(request?.headers['content-length']).toBe(String(request?.body.length))
  const form = await new Response(new Uint8Array(request?.body ?? []), {
    headers: { 'content-type': request?.headers['content-type'] ?? '' },
  }).formData()
  expect(form.get('image')).toMatchObject({ name: 'b".mp4', size: 3 * 64 * 1024 })
  expect([form.get('type'), form.get('overwrite'), form.get('subfolder')]).toEqual([
    'input',
    'true',
    null,
  ])
})

test('only each silence has a limit, not the whole upload', async () => {
  const json = { name: 'darkroom_ab.mp4', subfolder: '', type: 'input' }
  await using server = await createStubServer(() => ({ json }))
  await using client = createComfyClient({ baseUrl: server.url, timeoutMs: 100 })
  await client.uploadFile(file(5, 40))
  const silent = createServer((socket) => socket.pause().on('error', () => undefined))
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const port = typeof address === 'object' ? address?.port : 0
  await using other = createComfyClient({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 100 })
  expect(await errorOf(other.uploadFile(file(400)))).toBeInstanceOf(ComfyTimeoutError)
  silent.close()
})

test('a content that breaks off, or is shorter than was said, is no upload', async () => {
  await using server = await createStubServer(() => ({ json: {} }))
  await using client = createComfyClient({ baseUrl: server.url })
  expect(await errorOf(client.uploadFile({ ...file(2), bytes: 5 * 64 * 1024 }))).toBeInstanceOf(
    ComfyError,
  )
  async function* broken(): AsyncGenerator<Uint8Array, void> {
    yield* pieces(1)
    throw new Error('the disk is away')
  }
  const outcome = await errorOf(client.uploadFile({ ...file(2), content: broken() }))
  expect(outcome).toBeInstanceOf(ComfyError)
  expect(server.requests).toEqual([])
})

test('an upload that is called off ends at once, and its content is read no further', async () => {
  await using server = await createStubServer(() => ({ json: {} }))
  await using client = createComfyClient({ baseUrl: server.url })
  const stop = new AbortController()
  let isClosed = false
  async function* endless(): AsyncGenerator<Uint8Array, void> {
    try {
      for (;;) {
        yield* pieces(1, 1)
        stop.abort(new Error('cancelled'))
      }
    } finally {
      isClosed = true
    }
  }
  const upload = client.uploadFile({ ...file(500), content: endless() }, { signal: stop.signal })
  await expect(upload).rejects.toThrow('cancelled')
  await expect.poll(() => isClosed).toBe(true)
})

test('whether a file is there can be asked with its size, which one that was written in part has not', async () => {
  await using server = await createStubServer(() => ({
    body: '',
    headers: { 'content-length': '7' },
  }))
  await using client = createComfyClient({ baseUrl: server.url })
  const place = { filename: 'a.png', subfolder: '', type: 'input' }
  expect(await client.hasFile(place)).toBe(true)
  expect(await client.hasFile(place, { bytes: 7 })).toBe(true)
  expect(await client.hasFile(place, { bytes: 8 })).toBe(false)
})
