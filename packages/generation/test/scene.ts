import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSimulator, type Simulator, type SimulatorOptions } from '@darkroom/comfy-simulator'
import { createFileStore, createQueue, type JobRecord } from '@darkroom/job-queue'
import { markerName } from '../src/disk/gallery-marker.ts'

/** A simulated ComfyUI, and a folder that outlives the processes that work in it. */
export interface Scene extends AsyncDisposable {
  readonly simulator: Simulator
  readonly directory: string
}

export async function setUp(
  stepsPerSecond: number,
  options: SimulatorOptions = {},
): Promise<Scene> {
  const directory = await mkdtemp(join(tmpdir(), 'darkroom-crash-'))
  const simulator = await createSimulator({ paint: 'plain', stepsPerSecond, ...options })
  return {
    simulator,
    directory,
    async [Symbol.asyncDispose]() {
      await simulator[Symbol.asyncDispose]()
      await rm(directory, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

export async function runChild(
  { simulator, directory }: Scene,
  {
    job,
    failpoint,
    skip,
    killAfterMs,
  }: {
    job:
      | 'none'
      | 'accept'
      | 'accept-mixed'
      | 'accept-and-cancel'
      | 'accept-six'
      | 'accept-from-picture'
      | 'accept-chained'
    failpoint?: string
    skip?: number
    killAfterMs?: number
  },
): Promise<{ code: number | null; signal: string | null }> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=@darkroom/source',
      join(import.meta.dirname, 'crash-child.ts'),
      JSON.stringify({ url: simulator.url, directory, job, failpoint, skip }),
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const timer =
    killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  const [code, signal] = await once(child, 'exit')
  clearTimeout(timer)
  return { code, signal }
}

export async function jobsOf(directory: string): Promise<readonly JobRecord[]> {
  await using queue = createQueue({
    store: createFileStore({ directory: join(directory, 'queue') }),
  })
  await queue.open()
  return queue.list().items
}

export async function filesOf(directory: string): Promise<readonly string[]> {
  const root = join(directory, 'gallery')
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name !== markerName)
    .map((entry) => join(entry.parentPath, entry.name))
}

export const count = (simulator: Simulator, event: string): number =>
  simulator.oracle().filter((entry) => entry.event === event).length
