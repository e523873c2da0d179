import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSimulator, type Simulator } from '@darkroom/comfy-simulator'
import { createFileDriver, type JobRecord } from '@darkroom/job-queue'
import { expect, test } from 'vitest'

// Slow, for every case starts two processes: nothing else shows what a killed one leaves behind.

interface Scene extends AsyncDisposable {
  readonly simulator: Simulator
  readonly directory: string
}

async function setUp(stepsPerSecond: number): Promise<Scene> {
  const directory = await mkdtemp(join(tmpdir(), 'darkroom-crash-'))
  const simulator = await createSimulator({ paint: 'plain', stepsPerSecond })
  return {
    simulator,
    directory,
    async [Symbol.asyncDispose]() {
      await simulator[Symbol.asyncDispose]()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function runChild(
  { simulator, directory }: Scene,
  options: { job: 'none' | 'accept' | 'accept-and-cancel'; failpoint?: string },
): Promise<{ code: number | null; signal: string | null }> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=@darkroom/source',
      join(import.meta.dirname, 'crash-child.ts'),
      JSON.stringify({ url: simulator.url, directory, ...options }),
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const [code, signal] = await once(child, 'exit')
  return { code, signal }
}

async function jobsOf(directory: string): Promise<readonly JobRecord[]> {
  await using queue = createFileDriver({ directory: join(directory, 'queue') })
  await queue.open()
  return queue.list().items
}

async function filesOf(directory: string): Promise<readonly string[]> {
  const root = join(directory, 'gallery')
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

const count = (simulator: Simulator, event: string): number =>
  simulator.oracle().filter((entry) => entry.event === event).length

const killed = { code: null, signal: 'SIGKILL' }
const failpoints = [
  'attempt.after-sync',
  'post.before',
  'post.after',
  'locate.between',
  'view.mid',
  'stage.after-sync',
  'rename.after',
  'commit.after',
]

test.each(failpoints)(
  'killed at %s, and started again: one run, one picture',
  async (failpoint) => {
    await using scene = await setUp(40)
    const { simulator, directory } = scene
    expect(await runChild(scene, { job: 'accept', failpoint })).toEqual(killed)
    expect(await runChild(scene, { job: 'none' })).toEqual({ code: 0, signal: null })
    const [job] = await jobsOf(directory)
    expect(job).toMatchObject({ state: 'succeeded' })
    expect(count(simulator, 'enqueue')).toBe(1)
    expect(count(simulator, 'finish')).toBe(1)
    const files = await filesOf(directory)
    expect(files).toHaveLength(2)
    const sidecar = await readFile(files.find((file) => file.endsWith('.json')) ?? '', 'utf8')
    expect(JSON.parse(sidecar)).toMatchObject({ request_id: job?.id })
  },
)

test.each(['attempt.after-sync', 'post.after', 'rename.after'])(
  'killed at %s together with ComfyUI: one picture',
  async (failpoint) => {
    await using scene = await setUp(40)
    const { simulator, directory } = scene
    expect(await runChild(scene, { job: 'accept', failpoint })).toEqual(killed)
    await simulator.restart()
    expect(await runChild(scene, { job: 'none' })).toEqual({ code: 0, signal: null })
    expect(await jobsOf(directory)).toMatchObject([{ state: 'succeeded' }])
    expect(count(simulator, 'enqueue')).toBeLessThanOrEqual(2)
    expect(await filesOf(directory)).toHaveLength(2)
  },
)

test('killed just after a cancel was written down: it is cancelled, on the server too', async () => {
  await using scene = await setUp(4)
  const { simulator, directory } = scene
  const failpoint = 'cancel.after-sync'
  expect(await runChild(scene, { job: 'accept-and-cancel', failpoint })).toEqual(killed)
  expect(await runChild(scene, { job: 'none' })).toEqual({ code: 0, signal: null })
  expect(await jobsOf(directory)).toMatchObject([{ state: 'cancelled' }])
  await simulator.waitFor(({ event }) => event === 'interrupted')
  expect(await filesOf(directory)).toEqual([])
})
