import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { cpuOf, memoryOf } from './process-usage.ts'
import { startChild } from './start-child.ts'

const main = fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url))
const simulatorMain = fileURLToPath(
  new URL('../../../packages/comfy-simulator/dist/main.js', import.meta.url),
)

export interface Product extends AsyncDisposable {
  readonly url: string
  /** Milliseconds from the start of the process until it was ready. */
  readonly startMs: number
  /** Processor time so far in milliseconds, that of its decoder included. */
  cpu(): Promise<number>
  /** Resident memory in megabytes, that of its decoder included. */
  memory(): Promise<number>
  /** Waits until it does nothing any more. Says no when it still works after two minutes. */
  rest(): Promise<boolean>
}

const readySchema = z.looseObject({ url: z.string().optional(), page: z.string().optional() })

const restMs = 1000
const restCpuMs = 30

async function untilRest(pid: number): Promise<boolean> {
  for (let before = await cpuOf(pid), quiet = 0, turn = 0; turn < 120; turn += 1) {
    await setTimeout(restMs)
    const now = await cpuOf(pid)
    quiet = now - before <= restCpuMs ? quiet + 1 : 0
    if (quiet === 2) return true
    before = now
  }
  return false
}

/** Runs the built product in a process of its own. */
export async function startProduct(
  folder: string,
  comfy: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Product> {
  const began = performance.now()
  const env = {
    BACKEND_HOST: '127.0.0.1',
    BACKEND_PORT: '0',
    COMFYUI_DOOR_PORT: '0',
    COMFYUI_API_URL: comfy,
    GALLERY_STORAGE_PATH: `${folder}/gallery`,
    STATE_PATH: `${folder}/state`,
    QUEUE_LIMIT: '100000',
    QUEUE_LIMIT_PER_CLIENT: '100000',
    MIN_FREE_MB: '0',
    ...settings,
  }
  const child = await startChild([process.execPath, main], '"msg":"ready"', { env, cwd: folder })
  const startMs = performance.now() - began
  const { url, page } = readySchema.parse(JSON.parse(child.line))
  return {
    url: (url ?? page ?? '').replace(/\/$/, ''),
    startMs,
    cpu: () => cpuOf(child.pid),
    memory: () => memoryOf(child.pid),
    rest: () => untilRest(child.pid),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}

/** Runs a simulated ComfyUI in a process of its own. */
export async function startSimulator(
  ...args: readonly string[]
): Promise<AsyncDisposable & { readonly url: string }> {
  const child = await startChild(
    [process.execPath, simulatorMain, '--port', '0', '--paint', 'plain', ...args],
    'simulated: http',
  )
  const url = /http\S+/.exec(child.line)?.[0] ?? ''
  return { url, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() }
}
