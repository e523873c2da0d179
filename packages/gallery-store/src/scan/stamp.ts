const numbers = new Float64Array(2)
const words = new Uint32Array(numbers.buffer)

/** Mixes a file into a stamp, a number that differs when any size or time does; starts from 0. */
export function addToStamp(stamp: number, stats: { size: number; mtimeMs: number }): number {
  numbers[0] = stats.size
  numbers[1] = stats.mtimeMs
  let low = (stamp % 0x1_0000_0000) ^ 0x811c9dc5
  let high = Math.floor(stamp / 0x1_0000_0000) ^ 0x9e3779b9
  for (const word of words) {
    low = Math.imul(low ^ word, 0x01000193)
    high = Math.imul(high ^ word ^ (low >>> 15), 0x85ebca6b)
    high ^= high >>> 13
  }
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0)
}
