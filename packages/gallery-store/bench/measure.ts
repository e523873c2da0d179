/** Milliseconds of each run, in order of size. */
export function measure(runs: number, work: (run: number) => void): Float64Array {
  const times = new Float64Array(runs)
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now()
    work(run)
    times[run] = performance.now() - start
  }
  return times.sort()
}

export function quantile(times: Float64Array, part: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
}

export function report(name: string, times: Float64Array): void {
  const show = (part: number): string => quantile(times, part).toFixed(2)
  console.log(`${name.padEnd(44)} p50 ${show(0.5)}  p99 ${show(0.99)}  max ${show(1)} ms`)
}

export function reportValue(name: string, value: string): void {
  console.log(`${name.padEnd(44)} ${value}`)
}

export function memory(): string {
  const { rss, heapUsed, external } = process.memoryUsage()
  const mega = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`
  return `rss ${mega(rss)}, heap ${mega(heapUsed)}, external ${mega(external)}`
}
