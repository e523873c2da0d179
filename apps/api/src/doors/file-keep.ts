import type { Keep } from '@darkroom/door-ports'
import type { Json } from '@darkroom/foundation'
import { openSharedFile } from '../shared/shared-file.ts'

/** The most that a door remembers; the oldest go. */
const mostKept = 10_000

type Kept = ReadonlyMap<string, Json>

const isEntry = (value: unknown): value is [string, Json] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string'

const parse = (text = '[]'): Kept => {
  try {
    const entries: unknown = JSON.parse(text)
    return new Map(Array.isArray(entries) ? entries.filter(isEntry) : [])
  } catch (error) {
    if (error instanceof SyntaxError) return new Map()
    throw error
  }
}

const without = (kept: Kept, key: string): Map<string, Json> => {
  const left = new Map(kept)
  left.delete(key)
  return left
}

/** With the key as the youngest, and without the oldest where there are too many. */
const withEntry = (kept: Kept, key: string, value: Json): Kept => {
  const next = without(kept, key).set(key, value)
  for (const oldest of next.keys()) {
    if (next.size <= mostKept) break
    next.delete(oldest)
  }
  return next
}

/**
 * What a door remembers, in one file, which it may share with the same door of other processes. A file that is lost or broken
 * costs what it held, and nothing else.
 */
export function openFileKeep(path: string): Keep {
  const file = openSharedFile<Kept>(path, {
    parse,
    format: (kept) => JSON.stringify([...kept]),
  })
  return {
    get: (key) => file.current().get(key),
    set: (key, value) => file.change((kept) => withEntry(kept, key, value)),
    async delete(key) {
      if (file.current().has(key)) await file.change((kept) => without(kept, key))
    },
    keys: () => [...file.current().keys()],
  }
}
