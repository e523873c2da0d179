import { buffer } from 'node:stream/consumers'
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib'
import { expect, test } from 'vitest'
import { errorOf } from '../../test/error-of.ts'
import { createStubServer, type StubServer } from '../../test/stub-server.ts'
import { createComfyClient } from '../create-comfy-client.ts'

const queue = JSON.stringify({ queue_running: [[3, 'p', {}, {}, []]], queue_pending: [] })

const serverOf = (encoding: string, body: Buffer, type = 'application/json'): Promise<StubServer> =>
  createStubServer(() => ({
    body,
    headers: { 'content-encoding': encoding, 'content-type': type },
  }))

test.each([
  ['gzip', gzipSync(queue)],
  ['x-gzip', gzipSync(queue)],
  ['br', brotliCompressSync(queue)],
  ['deflate', deflateSync(queue)],
  ['deflate', deflateRawSync(queue)],
  ['zstd', zstdCompressSync(queue)],
  ['GZIP, br', brotliCompressSync(gzipSync(queue))],
  ['identity', Buffer.from(queue)],
])('an answer that a proxy sent as %s unasked is read', async (encoding, body) => {
  await using server = await serverOf(encoding, body)
  await using client = createComfyClient({ baseUrl: server.url })
  expect((await client.queue()).running).toMatchObject([{ promptId: 'p' }])
  expect(server.requests[0]?.headers['accept-encoding']).toBe('identity')
})

test('a file that was compressed on its way comes as it was', async () => {
  const bytes = Buffer.from('picture'.repeat(100))
  await using server = await serverOf('gzip', gzipSync(bytes), 'image/png')
  await using client = createComfyClient({ baseUrl: server.url })
  const file = await client.view({ filename: 'a.png', subfolder: '', type: 'output' })
  expect(file.contentLength).toBeUndefined()
  expect(await buffer(file.body)).toEqual(bytes)
})

test('what is small when compressed is no larger than an answer may be', async () => {
  await using server = await serverOf('gzip', gzipSync(Buffer.alloc(200_000_000, ' ')))
  await using client = createComfyClient({ baseUrl: server.url })
  expect(await errorOf(client.systemStats())).toMatchObject({
    name: 'ComfyResponseError',
    message: expect.stringContaining('larger than'),
  })
})

test.each([
  ['gzip', Buffer.from('no gzip'), 'broken compression'],
  ['gzip', gzipSync(queue).subarray(0, 30), 'broken compression'],
  ['compress', Buffer.from(queue), 'not understood: compress'],
])('%s that is none is told as such (%#)', async (encoding, body, said) => {
  await using server = await serverOf(encoding, body)
  await using client = createComfyClient({ baseUrl: server.url })
  expect(await errorOf(client.queue())).toMatchObject({
    name: 'ComfyResponseError',
    message: expect.stringContaining(said),
  })
})
