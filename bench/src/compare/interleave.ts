import { quantile } from '../suite/figure.ts'

/** Does each in turns, so that what else the machine does falls on all alike. Prints medians, and ratios to the first. */
export async function interleave(
  what: string,
  unit: string,
  rounds: number,
  contestants: Readonly<Record<string, (turn: number) => Promise<unknown>>>,
): Promise<void> {
  const times = new Map<string, number[]>()
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const [name, work] of Object.entries(contestants)) {
      const began = performance.now()
      const told = await work(turn)
      // A load of its own process tells its seconds, without its start.
      const ms = typeof told === 'number' ? told * 1000 : performance.now() - began
      times.set(name, [...(times.get(name) ?? []), ms])
    }
  }
  const medians = [...times].map(([name, all]) => [name, quantile(all, 0.5)] as const)
  const first = medians[0]?.[1] ?? Number.NaN
  const shown = medians.map(
    ([name, ms]) => `${name} ${ms.toPrecision(3)} ${unit} (${(ms / first).toPrecision(2)}×)`,
  )
  console.log(`${what}: ${shown.join(', ')}`)
}
