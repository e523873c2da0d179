import { expect, onTestFinished, test } from 'vitest'
import { errorOf } from '../../test/error-of.ts'
import { createStubComfy, type StubComfy, smallGraph } from '../../test/stub-comfy.ts'
import type { ComfyClient } from '../comfy-client.ts'
import { createComfyClient } from '../create-comfy-client.ts'
import {
  ComfyConnectionError,
  ComfyExecutionError,
  ComfyInterruptedError,
  ComfyLostError,
  ComfyTimeoutError,
  ComfyValidationError,
} from '../errors.ts'
import type { ProgressState } from '../progress-state.ts'

const promptId = '11111111-2222-4333-8444-555555555555'
const quick = { promptId, pollMs: 20 }

async function setUp(
  options?: Parameters<typeof createStubComfy>[0],
): Promise<{ server: StubComfy; client: ComfyClient }> {
  const server = await createStubComfy(options)
  const client = createComfyClient({ baseUrl: server.url })
  onTestFinished(async () => {
    await client[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })
  return { server, client }
}

test('a run is followed by events and resolves with its files', async () => {
  const { server, client } = await setUp()
  const reports: ProgressState[] = []
  const run = client.run(smallGraph, { ...quick, onProgress: (state) => reports.push(state) })
  await expect.poll(() => server.pending).toEqual([promptId])
  server.start(promptId)
  server.say('execution_start', { prompt_id: promptId })
  server.say('executing', { node: '3', prompt_id: promptId })
  server.say('progress', { value: 10, max: 20, node: '3', prompt_id: promptId })
  await expect.poll(() => reports.at(-1)).toMatchObject({ step: 10, stage: 'sampling' })
  server.finish(promptId)
  server.say('execution_success', { prompt_id: promptId })
  expect(await run).toMatchObject({
    promptId,
    outputs: { 9: { images: [{ filename: 'x_00001_.png' }] } },
    files: [{ nodeId: '9', kind: 'images', filename: 'x_00001_.png', type: 'output' }],
  })
  expect(reports.at(-1)).toMatchObject({ value: 1, stage: 'finished' })
  expect(server.prompts[0]).toMatchObject({
    prompt_id: promptId,
    client_id: server.clientIds[0],
    prompt: smallGraph,
  })
})

test('a run needs no socket', async () => {
  const { server, client } = await setUp({ acceptsSockets: false })
  const run = client.run(smallGraph, quick)
  await expect.poll(() => server.pending).toEqual([promptId])
  server.finish(promptId)
  expect((await run).files).toHaveLength(1)
})

test('a socket that dies in mid-run costs nothing but progress', async () => {
  const { server, client } = await setUp()
  const run = client.run(smallGraph, quick)
  await expect.poll(() => server.pending).toEqual([promptId])
  server.start(promptId)
  server.dropSockets()
  await expect.poll(() => server.sockets).toHaveLength(1)
  expect(new Set(server.clientIds).size).toBe(1)
  server.finish(promptId)
  expect((await run).files).toHaveLength(1)
})

test('a job that finishes before the submission is answered is found', async () => {
  const { server, client } = await setUp()
  server.override = ({ method, path, body }) => {
    if (method !== 'POST' || path !== '/api/prompt') return undefined
    server.finish(JSON.parse(body.toString()).prompt_id)
    return { json: { prompt_id: promptId, number: 0, node_errors: {} } }
  }
  expect((await client.run(smallGraph, quick)).files).toHaveLength(1)
})

test('a history that is written after the success event is waited for', async () => {
  const { server, client } = await setUp()
  const run = client.run(smallGraph, { ...quick, pollMs: 60_000 })
  await expect.poll(() => server.pending).toEqual([promptId])
  server.start(promptId)
  server.say('execution_success', { prompt_id: promptId })
  const seen = server.requests.length
  await expect.poll(() => server.requests.length).toBeGreaterThan(seen + 2)
  server.finish(promptId)
  expect((await run).files).toHaveLength(1)
})

test('a failed node rejects with its facts', async () => {
  const { server, client } = await setUp()
  const run = errorOf(client.run(smallGraph, quick))
  await expect.poll(() => server.pending).toEqual([promptId])
  const failure = {
    node_id: '3',
    node_type: 'KSampler',
    exception_type: 'torch.OutOfMemoryError',
    exception_message: 'Allocation on device 0\n',
    traceback: ['  File "x.py"\n'],
  }
  server.finish(promptId, [['execution_error', failure]])
  const error = await run
  expect(error).toBeInstanceOf(ComfyExecutionError)
  expect(error).toMatchObject({
    message: 'KSampler (node 3) failed: torch.OutOfMemoryError: Allocation on device 0',
    promptId,
    isOutOfMemory: true,
    traceback: ['  File "x.py"\n'],
  })
})

test('an interruption by someone else rejects as such', async () => {
  const { server, client } = await setUp()
  const run = errorOf(client.run(smallGraph, quick))
  await expect.poll(() => server.pending).toEqual([promptId])
  server.finish(promptId, [['execution_interrupted', { node_id: '3', node_type: 'KSampler' }]])
  const error = await run
  expect(error).toBeInstanceOf(ComfyInterruptedError)
  expect(error).toMatchObject({ promptId, nodeId: '3', nodeClass: 'KSampler' })
})

test('an abort deletes what waits', async () => {
  const { server, client } = await setUp()
  const aborter = new AbortController()
  const run = errorOf(client.run(smallGraph, { ...quick, signal: aborter.signal }))
  await expect.poll(() => server.pending).toEqual([promptId])
  const reason = new Error('enough')
  aborter.abort(reason)
  expect(await run).toBe(reason)
  expect(server.pending).toEqual([])
  expect(server.deleted).toEqual([promptId])
})

test('an abort interrupts what runs, and nothing else', async () => {
  const { server, client } = await setUp()
  const aborter = new AbortController()
  const run = errorOf(client.run(smallGraph, { ...quick, signal: aborter.signal }))
  await expect.poll(() => server.pending).toEqual([promptId])
  server.start(promptId)
  server.pending.push('somebody-else')
  aborter.abort()
  expect(await run).toMatchObject({ name: 'AbortError' })
  expect(server.interrupted).toEqual([promptId])
  expect(server.running).toEqual([])
  expect(server.pending).toEqual(['somebody-else'])
})

test('a lost answer to the submission is no lost job, and no second one', async () => {
  const { server, client } = await setUp()
  server.override = ({ method, path }) => {
    if (method !== 'POST' || path !== '/api/prompt') return undefined
    server.pending.push(promptId)
    return { raw: (response) => response.socket?.destroy() }
  }
  const run = client.run(smallGraph, quick)
  await expect.poll(() => server.pending).toEqual([promptId])
  server.finish(promptId)
  expect((await run).files).toHaveLength(1)
  expect(server.requests.filter(({ path }) => path === '/api/prompt')).toHaveLength(1)
})

test('a lost answer is settled although the server fails meanwhile', async () => {
  const { server, client } = await setUp()
  let failures = 3
  server.override = ({ method, path }) => {
    if (path === '/api/queue' && failures-- > 0) return { status: 502, body: 'Bad gateway' }
    if (method !== 'POST' || path !== '/api/prompt') return undefined
    server.finish(promptId)
    return { raw: (response) => response.socket?.destroy() }
  }
  expect((await client.run(smallGraph, quick)).files).toHaveLength(1)
})

// Takes two seconds, the time in which a late submission may arrive.
test('a submission that got lost rejects with what broke it', async () => {
  const { server, client } = await setUp()
  server.override = ({ path }) =>
    path === '/api/prompt' ? { raw: (response) => response.socket?.destroy() } : undefined
  const error = await errorOf(client.run(smallGraph, quick))
  expect(error).toBeInstanceOf(ComfyConnectionError)
  expect(error).toMatchObject({ sent: true })
})

// Takes two seconds, the time for which a job must be absent.
test('a job that the server forgot rejects as lost', async () => {
  const { server, client } = await setUp()
  const run = errorOf(client.run(smallGraph, quick))
  await expect.poll(() => server.pending).toEqual([promptId])
  server.pending.length = 0
  const error = await run
  expect(error).toBeInstanceOf(ComfyLostError)
  expect(error).toHaveProperty('promptId', promptId)
})

test('a socket that is silent while the job runs is opened anew, with the same client id', async () => {
  const { server, client } = await setUp()
  const run = client.run(smallGraph, { ...quick, silentMs: 50 })
  await expect.poll(() => server.pending).toEqual([promptId])
  expect(server.clientIds).toHaveLength(1)
  server.start(promptId)
  await expect.poll(() => server.clientIds).toHaveLength(2)
  expect(server.clientIds[1]).toBe(server.clientIds[0])
  server.finish(promptId)
  expect((await run).files).toHaveLength(1)
})

test('a server that fails for a while is borne', async () => {
  const { server, client } = await setUp()
  const run = client.run(smallGraph, quick)
  await expect.poll(() => server.pending).toEqual([promptId])
  let failures = 5
  server.override = ({ path }) => {
    if (path !== '/api/queue' || failures === 0) return undefined
    failures -= 1
    if (failures === 0) server.finish(promptId)
    return { status: 502, body: 'Bad gateway', headers: { 'content-type': 'text/plain' } }
  }
  expect((await run).files).toHaveLength(1)
})

test('a graph that is valid only in parts is cancelled, unless that is allowed', async () => {
  const { server, client } = await setUp()
  const errors = [
    { type: 'required_input_missing', message: 'Required input is missing', details: 'images' },
  ]
  server.override = ({ method, path }) => {
    if (method !== 'POST' || path !== '/api/prompt') return undefined
    server.pending.push(promptId)
    const node_errors = { 8: { errors, class_type: 'PreviewImage', dependent_outputs: ['8'] } }
    return { json: { prompt_id: promptId, number: 0, node_errors } }
  }
  const error = await errorOf(client.run(smallGraph, quick))
  expect(error).toBeInstanceOf(ComfyValidationError)
  expect(error).toHaveProperty(
    'message',
    'PreviewImage (node 8): Required input is missing: images',
  )
  expect(server.pending).toEqual([])

  const allowed = client.run(smallGraph, { ...quick, allowPartial: true })
  await expect.poll(() => server.pending).toEqual([promptId])
  server.finish(promptId)
  expect((await allowed).files).toHaveLength(1)
})

test('a running job without a sign of life ends by itself', async () => {
  const { server, client } = await setUp()
  const run = errorOf(client.run(smallGraph, { ...quick, stallTimeoutMs: 100 }))
  await expect.poll(() => server.pending).toEqual([promptId])
  server.start(promptId)
  expect(await run).toBeInstanceOf(ComfyTimeoutError)
  expect(server.interrupted).toEqual([promptId])
})

test('the time limit of a run cancels it', async () => {
  const { server, client } = await setUp()
  const error = await errorOf(client.run(smallGraph, { ...quick, timeoutMs: 300 }))
  expect(error).toMatchObject({ name: 'ComfyTimeoutError', timeoutMs: 300 })
  expect(server.pending).toEqual([])
})

test('a callback that throws ends the run', async () => {
  const { server, client } = await setUp()
  const oops = new Error('oops')
  const onEvent = (): never => {
    throw oops
  }
  const run = errorOf(client.run(smallGraph, { ...quick, onEvent }))
  await expect.poll(() => server.pending).toEqual([promptId])
  server.say('execution_start', { prompt_id: promptId })
  expect(await run).toBe(oops)
  expect(server.pending).toEqual([])
})

test('events and previews of other jobs are kept out', async () => {
  const { server, client } = await setUp()
  const heard: string[] = []
  const onEvent = ({ type }: { type: string }): number => heard.push(type)
  const run = client.run(smallGraph, { ...quick, onEvent })
  await expect.poll(() => server.pending).toEqual([promptId])
  server.say('progress', { value: 1, max: 2, node: '3', prompt_id: 'other' })
  server.sayBinary(new Uint8Array([0, 0, 0, 1, 0, 0, 0, 1, 0xff, 0xd8, 0xff]))
  server.say('executing', { node: '3', prompt_id: promptId })
  server.sayBinary(new Uint8Array([0, 0, 0, 1, 0, 0, 0, 1, 0xff, 0xd8, 0xff]))
  await expect.poll(() => heard).toEqual(['executing', 'preview'])
  server.finish(promptId)
  await run
})
