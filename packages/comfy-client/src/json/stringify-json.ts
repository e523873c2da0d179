import { toRawJson } from './exact-numbers.ts'

/** Writes JSON with every digit of a `bigint`. Throws `TypeError` for NaN and infinities, which would become `null`. */
export function stringifyJson(value: unknown): string {
  return JSON.stringify(value, (key, item: unknown) => {
    if (typeof item === 'bigint') return toRawJson(item)
    if (typeof item === 'number' && !Number.isFinite(item)) {
      throw new TypeError(`"${key}" is ${item}, which JSON cannot say`)
    }
    return item
  })
}
