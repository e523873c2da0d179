import { Buffer } from 'node:buffer'
import type { EntryRecord } from '../src/entry-record.ts'
import type { GalleryEntry } from '../src/gallery-entry.ts'
import type { GalleryFilter, GallerySort } from '../src/gallery-query.ts'
import { imageId } from '../src/image-id.ts'
import { foldText } from '../src/table/fold-text.ts'
import { joinPath } from '../src/table/join-path.ts'

/** The simplest possible model of the gallery. */
export class NaiveGallery {
  readonly entries: Map<string, GalleryEntry> = new Map()

  put(directory: string, record: EntryRecord): void {
    const { stamp: _, ...rest } = record
    const path = joinPath(directory, record.name)
    const seedText = String(record.recipe.seed ?? record.seedText)
    this.entries.set(path, { ...rest, seedText, path, id: imageId(path) })
  }

  filter(filter: GalleryFilter): GalleryEntry[] {
    return [...this.entries.values()].filter((entry) => matches(entry, filter))
  }
}

export const slashes = (text: string): string => text.replaceAll('\\', '/')

/** The folder of a file, and those that it is below; the root is last. */
export function foldersOf(path: string, withThoseAbove = true): string[] {
  const parts = path.split('/').slice(0, -1)
  const all = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'))
  return withThoseAbove ? [...all, ''] : [all[0] ?? '']
}

function within(value: number | null, min?: number, max?: number): boolean {
  if (min === undefined && max === undefined) return true
  return value !== null && value >= (min ?? 0) && value <= (max ?? Number.POSITIVE_INFINITY)
}

function matches(entry: GalleryEntry, filter: GalleryFilter): boolean {
  const isEqual = <T>(wanted: T | undefined, value: T): boolean =>
    wanted === undefined || wanted === value
  const words = (filter.keyword ?? '').split(/\s+/u).filter((word) => word !== '')
  const { prompt = '', model = '', sampler = '', loras = [] } = entry.recipe
  const { folder, subfolders = true } = filter
  const checks = [
    folder === undefined || foldersOf(entry.path, subfolders).includes(folder.normalize('NFC')),
    words.every((word) => foldText(prompt).includes(foldText(word))),
    within(entry.createdMs, filter.dateFrom, filter.dateTo),
    isEqual(filter.model && slashes(filter.model), slashes(model)),
    filter.lora === undefined ||
      loras.some(({ name }) => slashes(name) === slashes(filter.lora ?? '')),
    isEqual(filter.sampler, sampler),
    filter.seed === undefined || String(filter.seed) === entry.seedText,
    within(entry.width, filter.minWidth, filter.maxWidth),
    within(entry.height, filter.minHeight, filter.maxHeight),
    isEqual(filter.favourite, entry.favourite),
    filter.tag === undefined || entry.tags.includes(filter.tag),
    isEqual(filter.source, entry.source),
    filter.mediaType === undefined ||
      [entry.mediaType, entry.mediaType.split('/')[0]].includes(filter.mediaType),
    isEqual(filter.batchId, entry.batchId),
    isEqual(filter.sequenceId, entry.sequenceId),
  ]
  return checks.every(Boolean)
}

function sortValue(entry: GalleryEntry, sortBy: GallerySort): Buffer {
  const number = Buffer.alloc(8)
  number.writeDoubleBE(sortBy === 'filesize' ? entry.size : 0)
  const { prompt = '', model = '' } = entry.recipe
  if (sortBy === 'prompt') return Buffer.from(foldText(prompt)).subarray(0, 256)
  return sortBy === 'model' ? Buffer.from(model) : number
}

const idBytes = ({ id }: GalleryEntry): Buffer => Buffer.from(id.slice(1), 'base64url')

export function sortedPaths(
  entries: GalleryEntry[],
  sortBy: GallerySort,
  sortOrder: 'asc' | 'desc',
): string[] {
  const ordered = entries.sort(
    (a, b) =>
      Buffer.compare(sortValue(a, sortBy), sortValue(b, sortBy)) ||
      a.createdMs - b.createdMs ||
      Buffer.compare(idBytes(a), idBytes(b)),
  )
  if (sortOrder === 'desc') ordered.reverse()
  return ordered.map(({ path }) => path)
}

/** The number of entries for each value, without the unknown. */
export function countValues(
  entries: readonly GalleryEntry[],
  values: (entry: GalleryEntry) => readonly string[],
): Record<string, number> {
  const all = entries
    .flatMap((entry) => [...new Set(values(entry))])
    .filter((value) => value !== '')
  return Object.fromEntries(
    Array.from(
      Map.groupBy(all, (value) => value),
      ([value, of]) => [value, of.length],
    ),
  )
}
