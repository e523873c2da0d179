import type { EntryTable } from '../table/entry-table.ts'
import type { DirectoryRequest } from './scan-protocol.ts'

/** The images of a directory that are in the index, and the stamps by which a changed one is told. */
export function knownFiles(table: EntryTable, directory: string): DirectoryRequest['known'] {
  const slots = [...table.slotsIn(directory)]
  return {
    names: slots.map((slot) => table.nameOf(slot)),
    stamps: Float64Array.from(slots, (slot) => table.columns.stamp[slot] ?? 0),
  }
}
