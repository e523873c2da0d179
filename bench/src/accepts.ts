import { body, runDarkroom } from './run-darkroom.ts'

const count = 3000

/** Jobs accepted a second over HTTP, each durable before its 202, by number of clients. Aim: 2,000/s with 64. */
export async function measureAccepts(): Promise<void> {
  for (const clients of [1, 8, 64]) {
    await using running = await runDarkroom()
    await fetch(`${running.url}/api/queue/pause`, { method: 'POST' })
    let next = 0
    let refused = 0
    const started = performance.now()
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (next < count) {
          next += 1
          const answer = await fetch(`${running.url}/api/generate`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
          await answer.arrayBuffer()
          if (answer.status !== 202) refused += 1
        }
      }),
    )
    const seconds = (performance.now() - started) / 1000
    console.log(
      `${clients} clients: ${Math.round(count / seconds)} accepts/s (${count} jobs, ${refused} refused)`,
    )
  }
}
