import { z } from 'zod'
import { runLoad } from './load.ts'
import { runDarkroom } from './run-darkroom.ts'
import { printSpread } from './table.ts'
import { watchProgress } from './watching-proxy.ts'

const steps = 60

const heardSchema = z.array(z.tuple([z.string(), z.number()]))

/** Measures from ComfyUI's progress message reaching us to a listener having it. Aim: 10 ms, with 500 listeners. */
export async function measureProgressLatency(): Promise<void> {
  for (const listeners of [1, 100, 500]) {
    const sent = new Map<string, number>()
    await using running = await runDarkroom({
      stepsPerSecond: 4,
      between: (url) =>
        watchProgress(url, (_, step, at) => sent.set(String(step), performance.timeOrigin + at)),
    })
    const { url } = running
    const idle = process.memoryUsage().rss
    const before = process.cpuUsage()
    const load = await runLoad('./listeners-load.ts', { url, listeners, steps })
    const { user, system } = process.cpuUsage(before)
    const delays = heardSchema
      .parse(load)
      .flatMap(([step, at]) => (sent.has(step) ? [at - (sent.get(step) ?? at)] : []))
    printSpread(`${listeners} listeners`, delays, 'ms')
    const grown = Math.round((process.memoryUsage().rss - idle) / 1e6)
    const cpu = Math.round((user + system) / 1000)
    console.log(`  resident memory grew by ${grown} MB, ${cpu} ms of CPU, the simulator's included`)
  }
}
