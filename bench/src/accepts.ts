import { z } from 'zod'
import { runLoad } from './load.ts'
import { runDarkroom } from './run-darkroom.ts'

const count = 5000

const answerSchema = z.object({ seconds: z.number(), refused: z.int() })

/** Measures jobs accepted a second, each durable before its 202, by number of clients. Aim: 2,000/s with 64. */
export async function measureAccepts(): Promise<void> {
  for (const clients of [1, 8, 64]) {
    await using running = await runDarkroom()
    const { url } = running
    await fetch(`${url}/api/queue/pause`, { method: 'POST' })
    const before = process.cpuUsage()
    const load = await runLoad('./accept-load.ts', { url, clients, count })
    const { user, system } = process.cpuUsage(before)
    const { seconds, refused } = answerSchema.parse(load)
    console.log(
      `${clients} clients: ${Math.round(count / seconds)} accepts/s (${count} jobs, ${refused} refused), ${Math.round((user + system) / (count + 500))} µs of CPU each`,
    )
  }
}
