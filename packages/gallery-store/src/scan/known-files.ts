import type { EntryTable } from '../table/entry-table.ts'
import { splitPath } from '../table/join-path.ts'
import type { DirectoryRequest, KnownFile } from './scan-protocol.ts'

/** The images of a directory that are in the index, and the stamps by which a changed one is told. */
export function knownFiles(table: EntryTable, directory: string): DirectoryRequest['known'] {
  const slots = [...table.slotsIn(directory)]
  return {
    names: slots.map((slot) => table.nameOf(slot)),
    stamps: Float64Array.from(slots, (slot) => table.columns.stamp[slot] ?? 0),
  }
}

/** These images with their stamps: only those that have changed are read. */
export function knownImages(table: EntryTable, paths: readonly string[]): readonly KnownFile[] {
  return paths.map((path) => {
    const slot = table.findPath(path)
    return { ...splitPath(path), stamp: slot === undefined ? slot : table.columns.stamp[slot] }
  })
}
