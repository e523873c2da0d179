import { EventSource } from 'eventsource'
import { z } from 'zod'
import { body } from './body.ts'
import { type BenchDarkroom, runDarkroom } from './run-darkroom.ts'
import { printSpread } from './table.ts'

const acceptedSchema = z.object({ request_id: z.string() })
const runs = 200

async function runOne(
  { url, simulator }: BenchDarkroom,
  seed: number,
): Promise<{ total: number; server: number }> {
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
  const entries = simulator.oracle().filter((entry) => entry.promptId === request_id)
  const at = (event: string): number =>
    entries.find((entry) => entry.event === event)?.at ?? Number.NaN
  return { total, server: at('finish') - at('start') }
}

/** Measures our share of a job's time: POST to `completed` as heard, less the server's execution. Aim: 15 ms. */
export async function measureJobOverhead(): Promise<void> {
  await using running = await runDarkroom()
  const overhead: number[] = []
  for (let run = 0; run < runs + 10; run += 1) {
    const { total, server } = await runOne(running, run)
    if (run >= 10) overhead.push(total - server)
  }
  printSpread('overhead of one job', overhead, 'ms')
}
