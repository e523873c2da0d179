import type { EntryRecord } from '../entry-record.ts'
import type { TrashedImage } from '../gallery.ts'
import type { GalleryEntry } from '../gallery-entry.ts'
import { presentId } from '../image-id.ts'
import { foundRecords } from '../scan/found-records.ts'
import type { ScanClient } from '../scan/scan-client.ts'
import { toRecord } from '../scan/to-record.ts'
import { splitPath } from '../table/join-path.ts'
import type { TrashItem } from './trash-can.ts'

/** The number of images read in one request, small enough for others to come in between. */
const batchSize = 250

/** Describes what is in the trash. Nothing changes there, so each image is read once. */
export class TrashView {
  readonly #reader: Pick<ScanClient, 'files'>
  #records: ReadonlyMap<string, EntryRecord> = new Map()

  constructor(reader: Pick<ScanClient, 'files'>) {
    this.#reader = reader
  }

  /** All that is in the trash; what is not among the items is forgotten. */
  async list(items: readonly TrashItem[]): Promise<readonly TrashedImage[]> {
    const records = await this.#read(items)
    this.#records = records
    return items.map((item) => toTrashedImage(item, records.get(locationOf(item))))
  }

  async describe(items: readonly TrashItem[]): Promise<readonly TrashedImage[]> {
    const records = await this.#read(items)
    return items.map((item) => toTrashedImage(item, records.get(locationOf(item))))
  }

  async #read(items: readonly TrashItem[]): Promise<ReadonlyMap<string, EntryRecord>> {
    const records = new Map<string, EntryRecord>()
    const unread: string[] = []
    for (const location of items.map(locationOf)) {
      const known = this.#records.get(location)
      if (known === undefined) unread.push(location)
      else records.set(location, known)
    }
    for (let start = 0; start < unread.length; start += batchSize) {
      const files = unread.slice(start, start + batchSize).map(splitPath)
      const report = await this.#reader.files({ kind: 'files', files })
      for (const [directory, found] of foundRecords(report))
        for (const record of found) records.set(`${directory}/${record.name}`, record)
    }
    return records
  }
}

/** The path of the image in the trash. */
function locationOf({ directory, manifest }: TrashItem): string {
  return `${directory}/${manifest.files[0]?.name ?? splitPath(manifest.path).name}`
}

function toTrashedImage(item: TrashItem, record: EntryRecord | undefined): TrashedImage {
  const { manifest } = item
  const id = presentId(manifest.id)
  return {
    id,
    path: manifest.path,
    deletedAtMs: Date.parse(manifest.deleted_at),
    size: manifest.files.reduce((sum, { size }) => sum + size, 0),
    files: manifest.files.map(({ from }) => from),
    location: locationOf(item),
    entry: toEntry(item, id, record),
  }
}

/** The entry of before; an image that cannot be read is one of which nothing is known. */
function toEntry(
  { manifest }: TrashItem,
  id: string,
  record: EntryRecord | undefined,
): GalleryEntry {
  const { name } = splitPath(manifest.path)
  const mtimeMs = Date.parse(manifest.deleted_at)
  const file = { size: manifest.files[0]?.size ?? 0, mtimeMs, birthtimeMs: 0 }
  const { stamp: _, ...facts } = record ?? toRecord(name, file, 0, 'unreadable')
  return { ...facts, name, id, path: manifest.path }
}
