import type { EntryRecord } from '../entry-record.ts'
import type { FilesReport } from './scan-protocol.ts'

/** The images that were read, by their directories. */
export function foundRecords({ records }: FilesReport): ReadonlyMap<string, EntryRecord[]> {
  const found: { directory: string; record: EntryRecord }[] = JSON.parse(records)
  const byDirectory = new Map<string, EntryRecord[]>()
  for (const { directory, record } of found) {
    const known = byDirectory.get(directory)
    if (known === undefined) byDirectory.set(directory, [record])
    else known.push(record)
  }
  return byDirectory
}
