import type { Json } from '@darkroom/foundation'

/** Far beyond what any tool writes, and far below where `JSON.stringify` and `structuredClone` run out of stack. */
export const deepestJson = 500

/** Whether there are more levels than that; walked level by level, for recursion is what such a value breaks. */
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
