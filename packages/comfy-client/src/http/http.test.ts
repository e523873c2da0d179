import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { errorOf } from '../../test/error-of.ts'
import { createStubServer, type StubAnswer } from '../../test/stub-server.ts'
import type { ComfyClient } from '../comfy-client.ts'
import { createComfyClient } from '../create-comfy-client.ts'
import { ComfyError, ComfyResponseError } from '../errors.ts'

const submission = {
  graph: { 1: { class_type: 'SaveImage', inputs: {} } },
  promptId: '00000000-0000-4000-8000-000000000000',
  clientId: 'a',
}
const file = { filename: 'a.png', subfolder: '', type: 'output' }

const answering = async (answer: StubAnswer, use: (client: ComfyClient) => Promise<void>) => {
  await using server = await createStubServer(() => answer)
  await using client = createComfyClient({ baseUrl: server.url })
  await use(client)
}

test('an abort ends a request with its own reason', async () => {
  await using server = await createStubServer(() => ({ raw: () => undefined }))
  await using client = createComfyClient({ baseUrl: server.url })
  const aborter = new AbortController()
  const work = errorOf(client.queue({ signal: aborter.signal }))
  await expect.poll(() => server.requests.length).toBe(1)
  const reason = new Error('enough')
  aborter.abort(reason)
  expect(await work).toBe(reason)
  expect(await errorOf(client.queue({ signal: AbortSignal.abort(reason) }))).toBe(reason)
})

test('HTML of a proxy is a clear error, with 200 too', async () => {
  const html: StubAnswer = {
    body: '<html>log in</html>',
    headers: { 'content-type': 'text/html' },
  }
  await answering(html, async (client) => {
    const calls = [
      client.queue(),
      client.interrupt('p'),
      client.view(file),
      client.submit(submission),
    ]
    for (const work of calls) {
      const error = await errorOf(work)
      expect(error).toBeInstanceOf(ComfyResponseError)
      expect(error).toMatchObject({ status: 200, contentType: 'text/html' })
      expect(error).toMatchObject({ body: '<html>log in</html>' })
    }
  })
})

test('a redirect is refused', async () => {
  await answering({ status: 302, headers: { location: '/elsewhere' } }, async (client) => {
    expect(await errorOf(client.queue())).toMatchObject({ name: 'ComfyResponseError', status: 302 })
  })
})

test('more JSON than allowed is refused, whether announced or not', async () => {
  const large = JSON.stringify({ exec_info: { queue_remaining: 1 }, padding: 'x'.repeat(5_000) })
  const answers: StubAnswer[] = [
    {
      body: large,
      headers: { 'content-type': 'application/json', 'content-length': String(large.length) },
    },
    {
      raw: (response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.write(large)
        response.end()
      },
    },
  ]
  for (const answer of answers) {
    await using server = await createStubServer(() => answer)
    await using client = createComfyClient({ baseUrl: server.url, maxJsonBytes: 1_000 })
    const error = await errorOf(client.queueRemaining())
    expect(error).toMatchObject({
      name: 'ComfyResponseError',
      message: 'The answer is larger than 1000 bytes',
    })
  }
})

test('broken JSON is an error that shows what came', async () => {
  const answer = { body: '{"queue_running": [', headers: { 'content-type': 'application/json' } }
  await answering(answer, async (client) => {
    const error = await errorOf(client.queue())
    expect(error).toBeInstanceOf(ComfyResponseError)
    expect(error).toMatchObject({ body: '{"queue_running": [', cause: expect.any(SyntaxError) })
  })
})

test('object_info with infinities and the largest seed is read', async () => {
  const body =
    '{"Odd": {"input": {"required": {"x": ["INT", {"min": -Infinity, "max": 18446744073709551615}]}}}}'
  await answering({ body, headers: { 'content-type': 'application/json' } }, async (client) => {
    expect(await client.objectInfo()).toEqual({
      Odd: {
        input: {
          required: { x: ['INT', { min: Number.NEGATIVE_INFINITY, max: 18446744073709551615n }] },
        },
      },
    })
  })
})

test('answers of strange shapes give empty values instead of exceptions', async () => {
  for (const json of [
    null,
    [],
    'x',
    5,
    { queue_running: 7, queue_pending: [null, [1], ['a', {}]] },
  ]) {
    await answering({ json }, async (client) => {
      expect(await client.queue()).toEqual({ running: [], pending: [] })
      expect((await client.systemStats()).devices).toEqual([])
      expect(await client.histories({ maxItems: 1 })).toBeInstanceOf(Array)
      expect(await client.features()).toMatchObject({ supportsPreviewMetadata: false })
    })
  }
})

test('a body that is cut short fails the stream with an error of ours', async () => {
  const answer: StubAnswer = {
    raw: (response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': '1000' })
      response.write('half', () => response.socket?.destroy())
    },
  }
  await answering(answer, async (client) => {
    const viewed = await client.view(file)
    expect(viewed.contentLength).toBe(1000)
    expect(await errorOf(buffer(viewed.body))).toMatchObject({
      name: 'ComfyConnectionError',
      sent: true,
    })
  })
})

test('an abort ends a body that is being read', async () => {
  const answer: StubAnswer = {
    raw: (response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': '1000' })
      response.write('half')
    },
  }
  await answering(answer, async (client) => {
    const aborter = new AbortController()
    const viewed = await client.view(file, { signal: aborter.signal })
    const reason = new Error('enough')
    const work = errorOf(buffer(viewed.body))
    aborter.abort(reason)
    expect(await work).toBe(reason)
  })
})

test('disposing ends what runs and refuses what comes', async () => {
  await using server = await createStubServer(() => ({ raw: () => undefined }))
  const client = createComfyClient({ baseUrl: server.url })
  const work = errorOf(client.queue())
  await expect.poll(() => server.requests.length).toBe(1)
  await client[Symbol.asyncDispose]()
  expect(await work).toBeInstanceOf(ComfyError)
  expect(await errorOf(client.queue())).toMatchObject({ message: 'The client is closed' })
})

test('a path and credentials of the base URL are used and not shown', async () => {
  await using server = await createStubServer(() => ({ json: ['a'] }))
  await using client = createComfyClient({
    baseUrl: `${server.url.replace('//', '//me:s%20cret@')}/comfy/`,
    headers: { 'x-team': 'blue' },
  })
  expect(client.baseUrl).toBe(`${server.url}/comfy`)
  expect(await client.embeddings()).toEqual(['a'])
  expect(server.requests[0]).toMatchObject({
    path: '/comfy/api/embeddings',
    headers: { authorization: `Basic ${btoa('me:s cret')}`, 'x-team': 'blue' },
  })
})

test.each(['localhost:8188', 'ftp://a', 'http://a/?x=1', ''])(
  '"%s" is refused as base URL',
  (baseUrl) => {
    expect(() => createComfyClient({ baseUrl })).toThrow(ComfyError)
  },
)

test('a bad option is named with its value', () => {
  expect(() => createComfyClient({ baseUrl: 'http://a', timeoutMs: 0 })).toThrow(
    'timeoutMs must be greater than 0, not 0',
  )
})
