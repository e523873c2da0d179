/** The value below which the given share of the values lies, to hundredths. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const at = Math.min(sorted.length - 1, Math.floor(share * sorted.length))
  return Number((sorted[at] ?? Number.NaN).toFixed(2))
}

export const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0)
