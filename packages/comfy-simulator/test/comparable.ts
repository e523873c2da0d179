import { isRecord } from '@darkroom/foundation'

/** Fields that differ between runs, or that quote the server's own source code. */
const unstable = new Set(['timestamp', 'create_time', 'execution_start_time', 'execution_end_time'])

/** Lists in arbitrary order, since the server makes them from a set. */
const unordered = new Set(['current_outputs', 'errors'])

/** The value without the fields that differ between runs. */
export const fieldsOf = (value: unknown, key = ''): unknown => {
  if (unstable.has(key)) return typeof value
  if (key === 'traceback') return Array.isArray(value)
  if (Array.isArray(value)) {
    const items = value.map((item) => fieldsOf(item))
    return unordered.has(key)
      ? items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : items
  }
  if (typeof value === 'string') {
    return value
      .replace(/_temp_[a-z]{5}_/, '_temp_?????_')
      .replace(/^<[\w.]+ object.*>$/, '<object>')
  }
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, fieldsOf(item, name)]),
  )
}

/** The value without the prompt id, for ids that the server chose. */
export const withoutId = (value: unknown): unknown => {
  if (!isRecord(value) || !('prompt_id' in value)) return value
  const { prompt_id: _, ...rest } = value
  return rest
}

/** The value without the start options of the recorded server. */
export const withoutMachine = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutMachine)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'argv')
      .map(([name, item]) => [/^[0-9a-f-]{36}$/.test(name) ? 'id' : name, withoutMachine(item)]),
  )
}

/** The comparable part of a socket message. */
export const toComparable = (message: unknown): unknown => fieldsOf(message)

/** The keys of the value and the types of their values. */
export const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (!isRecord(value)) return value === null ? 'null' : typeof value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOf(item)]))
}
