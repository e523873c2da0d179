/** The value below which the given share of the values lies. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** Prints one line: the measured thing, and the spread of its values. */
export const printSpread = (what: string, values: readonly number[], unit: string): void => {
  const shown = (share: number): string => quantile(values, share).toFixed(1)
  console.log(
    `${what}: median ${shown(0.5)} ${unit}, p90 ${shown(0.9)}, p99 ${shown(0.99)}, min ${shown(0)} (${values.length} runs)`,
  )
}
