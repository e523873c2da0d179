import type { EntryRecord } from '../entry-record.ts'
import type { HiddenFacts } from '../gallery.ts'
import type { GalleryEntry } from '../gallery-entry.ts'
import type { GalleryIndex, IndexChange } from './gallery-index.ts'
import { splitPath } from './join-path.ts'

interface Learnt {
  readonly line: { readonly directory: string; readonly records: readonly EntryRecord[] }
  readonly changes: readonly IndexChange[]
}

/** Adds to an entry what its pixels hide, or that they hide nothing; undefined when the file has changed since. */
export function learnHidden(
  index: GalleryIndex,
  { id, size, mtimeMs }: GalleryEntry,
  found: HiddenFacts | undefined,
): Learnt | undefined {
  const slot = index.table.find(id)
  if (slot === undefined) return undefined
  const { id: _, path, ...known } = index.table.entry(slot)
  if (known.size !== size || known.mtimeMs !== mtimeMs) return undefined
  const { source, recipe, seedText } = found ?? known
  const stamp = index.table.columns.stamp[slot] ?? 0
  const record = { ...known, source, recipe, seedText, hiddenRead: true, stamp }
  const { directory } = splitPath(path)
  return { line: { directory, records: [record] }, changes: index.apply(directory, [record]) }
}
