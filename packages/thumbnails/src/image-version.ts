import type { SourceState } from './thumbnailer.ts'

/** Short and safe in a URL: milliseconds and bytes in base 36. */
export function imageVersion({ mtimeMs, size }: SourceState): string {
  return `${Math.trunc(mtimeMs).toString(36)}-${size.toString(36)}`
}

/** `utimes` takes seconds as a double, and indexes keep whole milliseconds: less than that is no difference. */
export const isSameTime = (a: number, b: number): boolean => Math.abs(a - b) < 1

export const isSameState = (a: SourceState, b: SourceState): boolean =>
  a.size === b.size && isSameTime(a.mtimeMs, b.mtimeMs)
