import type { Json } from '@darkroom/foundation'

/** The deepest JSON: far beyond any tool's, far below the stack of `JSON.stringify` and `structuredClone`. */
export const deepestJson = 500

/** Whether a value has more levels than the limit; checked level by level, since recursion would overflow the stack. */
export function isDeeperThan(value: Json, limit: number): boolean {
  let level: readonly Json[] = [value]
  for (let depth = 0; depth <= limit; depth++) {
    level = level.flatMap(members)
    if (level.length === 0) return false
  }
  return true
}

function members(value: Json): readonly Json[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : []
}
