import { randomUUID } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { JobQueue, JobSpec, Json } from '../src/index.ts'

/** A payload like a text-to-image request: about 600 bytes of JSON. */
const payload: Json = {
  prompt: 'a lighthouse on a cliff at dusk, long exposure, storm clouds, volumetric light, '.repeat(
    4,
  ),
  negative_prompt: 'blurry, low quality, watermark',
  model: 'base/dreamscape_xl.safetensors',
  seed: 123_456_789,
  steps: 20,
  cfg: 7,
  sampler: 'euler',
  scheduler: 'normal',
  width: 1_024,
  height: 1_024,
  loras: [{ name: 'style/ink.safetensors', strength_model: 0.8, strength_clip: 0.8 }],
}

export const createJob = (): JobSpec => ({
  id: randomUUID(),
  kind: 'image',
  payload,
})

const percentile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

export interface Accepts {
  readonly clients: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly longestBlockMs: number
}

/** Measures clients that each wait for their answer before they ask again. */
export const measureAccepts = async (
  queue: JobQueue,
  { clients, seconds }: { clients: number; seconds: number },
): Promise<Accepts> => {
  const latencies: number[] = []
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const start = performance.now()
  const end = start + seconds * 1_000
  const client = async (): Promise<void> => {
    for (let now = performance.now(); now < end; ) {
      await queue.enqueue(createJob())
      const after = performance.now()
      latencies.push(after - now)
      now = after
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const elapsed = performance.now() - start
  delay.disable()
  const sorted = latencies.sort((left, right) => left - right)
  return {
    clients,
    perSecond: Math.round((sorted.length / elapsed) * 1_000),
    p50Ms: Number(percentile(sorted, 0.5).toFixed(2)),
    p99Ms: Number(percentile(sorted, 0.99).toFixed(2)),
    longestBlockMs: Number((delay.max / 1e6).toFixed(1)),
  }
}
