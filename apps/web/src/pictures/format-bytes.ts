const units = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** A size of a file as people say it: `1.5 MB`. */
export const formatBytes = (bytes: number): string => inUnits(bytes, 1000)

/** A size of memory as it is sold: a card of 24 GB has as many times 1024³ bytes. */
export const formatMemory = (bytes: number): string => inUnits(bytes, 1024)

function inUnits(bytes: number, step: number): string {
  let value = bytes
  let unit = 0
  while (value >= step - 0.5 && unit < units.length - 1) {
    value /= step
    unit += 1
  }
  const digits = unit === 0 || value >= 99.5 ? 0 : 1
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })} ${units[unit]}`
}
