/** Bytes in the unit that a person would use: `23.6 GB`. */
export function inBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  const value = bytes / 1024 ** power
  return `${value.toFixed(value < 100 && power > 0 ? 1 : 0)} ${units[power]}`
}
