import type { SourceState } from './thumbnailer.ts'

/** Short and safe in a URL: milliseconds and bytes in base 36. */
export function imageVersion({ mtimeMs, size }: SourceState): string {
  return `${Math.trunc(mtimeMs).toString(36)}-${size.toString(36)}`
}
