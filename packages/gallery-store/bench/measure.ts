export interface Measurement {
  /** The milliseconds of each run, ascending. */
  readonly times: Float64Array
  /** The milliseconds of processor time per run, which do not depend on other load. */
  readonly cpuMs: number
}

export function measure(runs: number, work: (run: number) => void): Measurement {
  const times = new Float64Array(runs)
  const before = process.cpuUsage()
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now()
    work(run)
    times[run] = performance.now() - start
  }
  const { user, system } = process.cpuUsage(before)
  return { times: times.sort(), cpuMs: (user + system) / 1000 / runs }
}

export function report(
  name: string,
  { times, cpuMs }: { times: Float64Array; cpuMs?: number },
): void {
  const at = (part: number): string =>
    (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(2)
  const cpu = cpuMs === undefined ? '' : `, processor ${cpuMs.toFixed(2)} ms`
  console.log(`${name.padEnd(44)} p50 ${at(0.5)}  p99 ${at(0.99)} ms${cpu}`)
}

export function reportValue(name: string, value: string): void {
  console.log(`${name.padEnd(44)} ${value}`)
}

export function memory(): string {
  const { rss, heapUsed, external } = process.memoryUsage()
  const mega = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`
  return `rss ${mega(rss)}, heap ${mega(heapUsed)}, external ${mega(external)}`
}
