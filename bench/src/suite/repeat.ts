import type { Figure } from './figure.ts'
import { quantile } from './figure.ts'
import type { Product } from './product.ts'

/** Asks for it and reads all of the answer. */
export async function ask(url: string): Promise<void> {
  const answer = await fetch(url)
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
}

/** Does it again and again, ten times unmeasured first: the median, and the server's processor time for each. */
export async function repeat(
  product: Product,
  runs: number,
  work: (run: number) => Promise<unknown>,
): Promise<Pick<Figure, 'value' | 'unit' | 'cpuMs' | 'note'>> {
  for (let run = 0; run < 10; run += 1) await work(runs + run)
  const times: number[] = []
  const before = await product.cpu()
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    await work(run)
    times.push(performance.now() - began)
  }
  const cpuMs = ((await product.cpu()) - before) / runs
  const note = `p99 ${quantile(times, 0.99).toFixed(1)}, ${runs} runs`
  return { value: quantile(times, 0.5), unit: 'ms', cpuMs, note }
}
