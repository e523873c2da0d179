import { readFile } from 'node:fs/promises'
import type { Keep } from '@darkroom/door-ports'
import { isMissing, type Json, writeAtomically } from '@darkroom/foundation'

/** The most that a door remembers; the oldest go. */
const mostKept = 10_000

const read = async (path: string): Promise<[string, Json][]> => {
  try {
    const entries: unknown = JSON.parse(await readFile(path, 'utf8'))
    return Array.isArray(entries) ? entries.filter(isEntry) : []
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return []
    throw error
  }
}

const isEntry = (value: unknown): value is [string, Json] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string'

/** What a door remembers, in one file. A file that is lost or broken costs what it held, and nothing else. */
export async function openFileKeep(path: string): Promise<Keep> {
  const kept = new Map(await read(path))
  let writing: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  /** Who comes while it is written has part in the next writing. */
  const save = (): Promise<void> => {
    next ??= writing
      .catch(() => undefined)
      .then(() => {
        next = undefined
        writing = writeAtomically(path, JSON.stringify([...kept]), { mode: 0o600 })
        return writing
      })
    return next
  }
  return {
    get: (key) => kept.get(key),
    set(key, value) {
      kept.delete(key)
      kept.set(key, value)
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break
        kept.delete(oldest)
      }
      return save()
    },
    async delete(key) {
      if (kept.delete(key)) await save()
    },
    keys: () => [...kept.keys()],
  }
}
