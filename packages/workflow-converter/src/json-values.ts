import {
  exactDigits,
  isRecord,
  type Json,
  type JsonObject,
  parseExactJson,
} from '@darkroom/foundation'

/** The deepest value of a widget; far beyond any that a node has, far below the stack. */
const deepestValue = 100

export type UnknownRecord = Readonly<Record<string, unknown>>

/** An own member, so that a key named `constructor` has no value. */
export const member = (record: UnknownRecord, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined

export function textAt(record: UnknownRecord, key: string): string | undefined {
  const value = member(record, key)
  return typeof value === 'string' ? value : undefined
}

export function listAt(record: UnknownRecord, key: string): readonly unknown[] {
  const value = member(record, key)
  return Array.isArray(value) ? value : []
}

/** The array under `key` without what is no object. */
export const recordsAt = (record: UnknownRecord, key: string): readonly UnknownRecord[] =>
  listAt(record, key).filter(isRecord)

/** The object under `key`, or an empty one. */
export function recordAt(record: UnknownRecord, key: string): UnknownRecord {
  const value = member(record, key)
  return isRecord(value) ? value : {}
}

/** A slot number; the editor's are never negative. */
export function indexAt(record: UnknownRecord, key: string): number {
  const value = member(record, key)
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
}

/** The id of a node or link as text: files have numbers, and text after a few conversions. */
export function toId(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined
  return typeof value === 'string' && value !== '' ? value : exactDigits(value)
}

/** The value, if it is JSON of a bearable depth. */
export function toJson(value: unknown): Json | undefined {
  if (isJson(value, deepestValue)) return value
  const exact = withExactNumbers(value, deepestValue)
  return isJson(exact, deepestValue) ? exact : undefined
}

export function toJsonObject(value: unknown): JsonObject | undefined {
  const json = isRecord(value) ? toJson(value) : undefined
  return json !== undefined && isPlain(json) ? json : undefined
}

/** A copy with numbers as JSON has them: those beyond 2^53, as the largest seed is, a client may have read as `bigint`. */
function withExactNumbers(value: unknown, levels: number): unknown {
  if (typeof value === 'bigint') return parseExactJson(String(value))
  if (levels === 0 || typeof value !== 'object' || value === null) return value
  if (exactDigits(value) !== undefined) return value
  if (Array.isArray(value)) return value.map((it) => withExactNumbers(it, levels - 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, it]) => [key, withExactNumbers(it, levels - 1)]),
  )
}

const isPlain = (value: Json): value is JsonObject => isRecord(value)

function isJson(value: unknown, levels: number): value is Json {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return true
    case 'object':
      return (
        value === null || (levels > 0 && membersOf(value).every((it) => isJson(it, levels - 1)))
      )
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      return false
  }
}

const membersOf = (value: object): readonly unknown[] =>
  Array.isArray(value) ? value : Object.values(value)
