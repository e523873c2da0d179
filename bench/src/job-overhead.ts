import { createSimulator, type Simulator } from '@darkroom/comfy-simulator'
import { EventSource } from 'eventsource'
import { z } from 'zod'
import { body } from './body.ts'
import { runProduct } from './run-product.ts'
import { printSpread } from './table.ts'
import { temporaryFolder } from './temporary-folder.ts'

const acceptedSchema = z.object({ request_id: z.string() })
const runs = 200
const warmUp = 100

async function runOne(url: string, simulator: Simulator, seed: number): Promise<number> {
  const started = performance.now()
  const answer = await fetch(`${url}/api/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, seed }),
  })
  const { request_id } = acceptedSchema.parse(await answer.json())
  const events = new EventSource(`${url}/api/generate/${request_id}/events`)
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  events.addEventListener('completed', () => resolve(performance.now()))
  events.addEventListener('error', reject)
  const total = (await promise) - started
  events.close()
  return total - serverMs(simulator, request_id)
}

/** Milliseconds in which a server ran a prompt. */
export function serverMs(simulator: Simulator, promptId: string): number {
  const entries = simulator.oracle().filter((entry) => entry.promptId === promptId)
  const at = (event: string): number =>
    entries.find((entry) => entry.event === event)?.at ?? Number.NaN
  return at('finish') - at('start')
}

/** Measures our share of a job's time: POST to `completed` as heard, less the server's execution. Aim: 8 ms, 6 of processor time. */
export async function measureJobOverhead(): Promise<void> {
  await using folder = await temporaryFolder()
  await using simulator = await createSimulator({ stepsPerSecond: 0, paint: 'plain' })
  await using product = await runProduct({ folder: folder.path, comfyui: simulator.url })
  for (let run = 0; run < warmUp; run += 1) await runOne(product.url, simulator, run)
  const overhead: number[] = []
  const before = product.cpuMs()
  for (let run = 0; run < runs; run += 1) {
    overhead.push(await runOne(product.url, simulator, warmUp + run))
  }
  const cpu = (product.cpuMs() - before) / runs
  printSpread('overhead of one job', overhead, 'ms')
  console.log(`processor time of one job: ${cpu.toFixed(1)} ms, that of its thumbnail included`)
}
