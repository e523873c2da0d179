import { EventSource } from 'eventsource'
import { body, runDarkroom } from './run-darkroom.ts'
import { printSpread } from './table.ts'
import { watchProgress } from './watching-proxy.ts'

const steps = 60

/** From the moment ComfyUI's progress message reaches us to the moment a listener has it. Aim: 10 ms, with 500 listeners. */
export async function measureProgressLatency(): Promise<void> {
  for (const listeners of [1, 100, 500]) {
    const sent = new Map<string, number>()
    const delays: number[] = []
    await using running = await runDarkroom({
      stepsPerSecond: 4,
      between: (url) => watchProgress(url, (_, step, at) => sent.set(String(step), at)),
    })
    const sources = Array.from(
      { length: listeners },
      () => new EventSource(`${running.url}/api/events`),
    )
    const { promise: over, resolve } = Promise.withResolvers<void>()
    await Promise.all(
      sources.map(
        (source) => new Promise<unknown>((opened) => source.addEventListener('open', opened)),
      ),
    )
    for (const source of sources) {
      source.addEventListener('progress', ({ data }) => {
        const at = sent.get(String(JSON.parse(data).step))
        if (at !== undefined) delays.push(performance.now() - at)
      })
      source.addEventListener('completed', () => resolve())
    }
    const rss = process.memoryUsage().rss
    await fetch(`${running.url}/api/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, steps }),
    })
    await over
    for (const source of sources) source.close()
    printSpread(`${listeners} listeners`, delays, 'ms')
    console.log(
      `  memory of the whole process, clients and simulator included: ${Math.round(rss / 1e6)} MB`,
    )
  }
}
