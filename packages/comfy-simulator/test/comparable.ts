import { isRecord } from '@darkroom/foundation'

/** Fields that differ from run to run, or that quote the server's own source code. */
const unstable = new Set(['timestamp', 'create_time', 'execution_start_time', 'execution_end_time'])

/** Lists that a server takes from a set. */
const unordered = new Set(['current_outputs', 'errors'])

/** The same value without what no two runs have in common. */
export const fieldsOf = (value: unknown, key = ''): unknown => {
  if (unstable.has(key)) return typeof value
  if (key === 'traceback') return Array.isArray(value)
  if (Array.isArray(value)) {
    const items = value.map((item) => fieldsOf(item))
    return unordered.has(key)
      ? items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : items
  }
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, fieldsOf(item, name)]),
  )
}

/** Without the prompt id, where the server chose it. */
export const withoutId = (value: unknown): unknown => {
  if (!isRecord(value) || !('prompt_id' in value)) return value
  const { prompt_id: _, ...rest } = value
  return rest
}

/** Without how the recorded server was started. */
export const withoutMachine = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutMachine)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'argv')
      .map(([name, item]) => [/^[0-9a-f-]{36}$/.test(name) ? 'id' : name, withoutMachine(item)]),
  )
}

/** A socket message as it is compared. */
export const toComparable = (message: unknown): unknown => fieldsOf(message)

/** Only which keys there are and of what type their values. */
export const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (!isRecord(value)) return value === null ? 'null' : typeof value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOf(item)]))
}
