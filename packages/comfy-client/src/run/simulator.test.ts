import { buffer } from 'node:stream/consumers'
import { createSimulator, type Fault, type Simulator } from '@darkroom/comfy-simulator'
import { expect, onTestFinished, test } from 'vitest'
import { errorOf } from '../../test/error-of.ts'
import type { ComfyClient } from '../comfy-client.ts'
import { createComfyClient } from '../create-comfy-client.ts'
import { ComfyExecutionError, ComfyInterruptedError, ComfyValidationError } from '../errors.ts'
import type { ProgressState } from '../progress-state.ts'
import type { PromptGraph } from '../prompt-graph.ts'

const graph = (
  seed: number | bigint = 1,
  model = 'base/dreamscape_xl.safetensors',
): PromptGraph => ({
  '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: model } },
  '5': { class_type: 'EmptyLatentImage', inputs: { width: 64, height: 64, batch_size: 1 } },
  '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a harbour', clip: ['4', 1] } },
  '7': { class_type: 'CLIPTextEncode', inputs: { text: 'blurry', clip: ['4', 1] } },
  '3': {
    class_type: 'KSampler',
    inputs: {
      seed,
      steps: 8,
      cfg: 7,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
      model: ['4', 0],
      positive: ['6', 0],
      negative: ['7', 0],
      latent_image: ['5', 0],
    },
  },
  '8': { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['4', 2] } },
  '9': { class_type: 'SaveImage', inputs: { images: ['8', 0], filename_prefix: 't' } },
})

async function setUp(
  options: Parameters<typeof createSimulator>[0] = {},
): Promise<{ server: Simulator; client: ComfyClient }> {
  const server = await createSimulator({ paint: 'plain', ...options })
  const client = createComfyClient({ baseUrl: server.url })
  onTestFinished(async () => {
    await client[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })
  return { server, client }
}

const profiles = ['0.3.64', '0.8.0', '0.38.1'] as const

test.each(profiles)(
  '%s: a run reports rising progress and its file can be viewed',
  async (profile) => {
    const { client } = await setUp({ profile })
    const reports: ProgressState[] = []
    const { files } = await client.run(graph(), { onProgress: (state) => reports.push(state) })
    const values = reports.map(({ value }) => value)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(reports.at(-1)).toMatchObject({ value: 1, step: 8, steps: 8, stage: 'finished' })
    expect(reports.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['sampling', 'saving']),
    )
    const [file] = files
    if (!file) throw new Error('no file')
    const { body, contentType } = await client.view(file)
    expect(contentType).toBe('image/png')
    expect((await buffer(body)).subarray(1, 4).toString()).toBe('PNG')
  },
)

test.each(profiles)(
  '%s: the same again is served from the cache, with its old file',
  async (profile) => {
    const { client } = await setUp({ profile })
    const first = await client.run(graph())
    const second = await client.run(graph())
    expect(second.promptId).not.toBe(first.promptId)
    expect(second.files).toEqual(first.files)
  },
)

test('the largest seed goes through digit by digit', async () => {
  const { client } = await setUp()
  const { entry } = await client.run(graph(18446744073709551615n))
  expect(entry.graph['3']?.inputs.seed).toBe(18446744073709551615n)
})

test('previews of the own job are handed on', async () => {
  const { client } = await setUp({ previewMethod: 'latent2rgb' })
  const previews: string[] = []
  await client.run(graph(), {
    onEvent: (event) => {
      if (event.type === 'preview') previews.push(`${event.nodeId} ${event.contentType}`)
    },
  })
  expect(previews).toHaveLength(8)
  expect(new Set(previews)).toEqual(new Set(['3 image/jpeg']))
})

test('a missing model is refused with the names that there are', async () => {
  const { client } = await setUp()
  const error = await errorOf(client.run(graph(1, 'gone.safetensors')))
  expect(error).toBeInstanceOf(ComfyValidationError)
  expect(error).toMatchObject({
    message: expect.stringContaining('gone.safetensors'),
    nodeErrors: { 4: { errors: [{ type: 'value_not_in_list', inputName: 'ckpt_name' }] } },
  })
})

const harmless: readonly Fault[] = [
  { kind: 'drop-sockets', atStep: 2 },
  { kind: 'silent-socket', times: 'always' },
  { kind: 'history-delay', ms: 300 },
  { kind: 'history-lost' },
  { kind: 'event-before-response' },
  { kind: 'missing-event', event: 'execution_success' },
  { kind: 'missing-event', event: 'executing', times: 'always' },
  { kind: 'duplicate-event', times: 'always' },
  { kind: 'reordered-event', times: 'always' },
  { kind: 'foreign-event', times: 'always' },
  { kind: 'ephemeral-node-ids', times: 'always' },
  { kind: 'execution-blocked', nodeClass: 'KSampler' },
  { kind: 'reset', route: 'POST /prompt', when: 'after' },
  { kind: 'server-error', route: 'POST /prompt', when: 'after' },
  { kind: 'html', route: 'POST /prompt', when: 'after' },
  { kind: 'wrong-json', route: 'POST /prompt', when: 'after' },
  { kind: 'truncated-body', route: 'POST /prompt' },
  { kind: 'html', route: 'GET /queue', times: 3 },
  { kind: 'wrong-json', route: 'GET /history', times: 3 },
  { kind: 'late-enqueue', ms: 150 },
  { kind: 'reset', route: 'GET /queue', times: 3 },
  { kind: 'server-error', route: 'GET /queue', times: 3 },
  { kind: 'server-error', route: 'GET /history', times: 3 },
  { kind: 'truncated-body', route: 'GET /history' },
  { kind: 'slow-body', route: 'GET /history', ms: 50 },
  { kind: 'slow-node', ms: 100 },
]

const named = harmless.map((fault) => ({ fault, name: Object.values(fault).join(' ') }))

test.each(named)('$name: survived, and the job runs once', async ({ fault }) => {
  const { server, client } = await setUp()
  server.faults.add(fault)
  const { files } = await client.run(graph(), { pollMs: 50 })
  expect(files).toHaveLength(fault.kind === 'execution-blocked' ? 0 : 1)
  expect(server.oracle().filter(({ event }) => event === 'enqueue')).toHaveLength(1)
})

// Takes two seconds, the time for which a job must be absent.
test('a server that loses the job in a restart is told apart from a failure', async () => {
  const { server, client } = await setUp()
  server.faults.add({ kind: 'restart', atStep: 2 })
  expect(await errorOf(client.run(graph(), { pollMs: 50 }))).toMatchObject({
    name: 'ComfyLostError',
  })
})

test('a node that raises and a memory that is full reject with their facts', async () => {
  const { server, client } = await setUp()
  server.faults.add({ kind: 'node-error', nodeClass: 'KSampler', message: 'bad luck' })
  const error = await errorOf(client.run(graph(1)))
  expect(error).toBeInstanceOf(ComfyExecutionError)
  expect(error).toMatchObject({ nodeId: '3', nodeClass: 'KSampler', isOutOfMemory: false })
  expect(error).toHaveProperty('message', expect.stringContaining('bad luck'))
  server.faults.add({ kind: 'out-of-memory', nodeClass: 'KSampler' })
  expect(await errorOf(client.run(graph(2)))).toMatchObject({ isOutOfMemory: true })
})

test('an interruption by somebody else is told as such', async () => {
  const { server, client } = await setUp()
  server.faults.add({ kind: 'foreign-interrupt', atStep: 2 })
  expect(await errorOf(client.run(graph()))).toBeInstanceOf(ComfyInterruptedError)
})

test.each(profiles)('%s: an abort stops the running job and spares the next', async (profile) => {
  const { server, client } = await setUp({ profile })
  const aborter = new AbortController()
  server.hold()
  const doomed = errorOf(client.run(graph(1), { signal: aborter.signal }))
  const { promptId = '' } = await server.waitFor(({ event }) => event === 'start')
  const spared = client.run(graph(2), { pollMs: 50 })
  await expect.poll(async () => (await client.queue()).pending.length).toBe(1)
  aborter.abort()
  await expect
    .poll(async () => server.oracle().some(({ event }) => event === 'interrupt'))
    .toBe(true)
  server.release()
  expect(await doomed).toMatchObject({ name: 'AbortError' })
  expect((await client.locate(promptId)).entry?.outcome.state).toBe('interrupted')
  expect((await spared).files).toHaveLength(1)
})

test('object_info with NaN in it is read', async () => {
  const { server, client } = await setUp()
  server.faults.add({ kind: 'nan-in-object-info', times: 'always' })
  const info = await client.objectInfo()
  expect(Object.keys(info)).toContain('KSampler')
})

test('an upload is found under the name of the answer', async () => {
  const { client } = await setUp()
  const { files } = await client.run(graph())
  const [file] = files
  if (!file) throw new Error('no file')
  const data = await buffer((await client.view(file)).body)
  const uploaded = await client.uploadImage({ data, filename: 'in put.png' })
  expect(uploaded).toMatchObject({ filename: 'in put.png', type: 'input' })
  expect(await buffer((await client.view(uploaded)).body)).toEqual(data)
  const mask = await client.uploadMask({ data, filename: 'mask.png', original: uploaded })
  expect((await client.view(mask)).contentType).toBe('image/png')
  const original = { filename: 'gone.png', subfolder: '', type: 'input' }
  await expect(client.uploadMask({ data, filename: 'm.png', original })).rejects.toThrow('gone.png')
})

test('twenty runs at once all end with a file of their own', async () => {
  const { client } = await setUp()
  const runs = await Promise.all(
    Array.from({ length: 20 }, (_, seed) => client.run(graph(seed), { pollMs: 200 })),
  )
  expect(new Set(runs.map(({ files }) => files[0]?.filename)).size).toBe(20)
})
