import { buffer } from 'node:stream/consumers'
import { createSimulator, type Fault, type Simulator } from '@darkroom/comfy-simulator'
import { expect, onTestFinished, test } from 'vitest'
import { errorOf } from '../../test/error-of.ts'
import type { ComfyClient } from '../comfy-client.ts'
import { graphOf } from '../contract/graph-of.ts'
import { testComfyui } from '../contract/index.ts'
import { createComfyClient } from '../create-comfy-client.ts'
import { ComfyInterruptedError } from '../errors.ts'
import type { ProgressState } from '../progress-state.ts'

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

testComfyui('the simulator', async () => {
  const server = await createSimulator({ paint: 'plain', previewMethod: 'latent2rgb' })
  return {
    baseUrl: server.url,
    hold: () => server.hold(),
    release: () => server.release(),
    isInterrupted: () => server.oracle().some(({ event }) => event === 'interrupt'),
    fail(how, { nodeClass, message }) {
      server.faults.add(
        how === 'raises'
          ? { kind: 'node-error', nodeClass, message }
          : { kind: 'out-of-memory', nodeClass },
      )
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
})

const profiles = ['0.3.64', '0.8.0', '0.38.1'] as const

test.each(profiles)(
  '%s: a run reports rising progress and its file can be viewed',
  async (profile) => {
    const { client } = await setUp({ profile })
    const reports: ProgressState[] = []
    const { files } = await client.run(graphOf(), { onProgress: (state) => reports.push(state) })
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
    const first = await client.run(graphOf())
    const second = await client.run(graphOf())
    expect(second.promptId).not.toBe(first.promptId)
    expect(second.files).toEqual(first.files)
  },
)

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
  const { files } = await client.run(graphOf(), { pollMs: 50 })
  expect(files).toHaveLength(fault.kind === 'execution-blocked' ? 0 : 1)
  expect(server.oracle().filter(({ event }) => event === 'enqueue')).toHaveLength(1)
})

// Takes two seconds, the time for which a job must be absent.
test('a server that loses the job in a restart is told apart from a failure', async () => {
  const { server, client } = await setUp()
  server.faults.add({ kind: 'restart', atStep: 2 })
  expect(await errorOf(client.run(graphOf(), { pollMs: 50 }))).toMatchObject({
    name: 'ComfyLostError',
  })
})

test('an interruption by somebody else is told as such', async () => {
  const { server, client } = await setUp()
  server.faults.add({ kind: 'foreign-interrupt', atStep: 2 })
  expect(await errorOf(client.run(graphOf()))).toBeInstanceOf(ComfyInterruptedError)
})

test.each(profiles)('%s: an abort stops the running job and spares the next', async (profile) => {
  const { server, client } = await setUp({ profile })
  const aborter = new AbortController()
  server.hold()
  const doomed = errorOf(client.run(graphOf(1), { signal: aborter.signal }))
  const { promptId = '' } = await server.waitFor(({ event }) => event === 'start')
  const spared = client.run(graphOf(2), { pollMs: 50 })
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
