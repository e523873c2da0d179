import type { FacetValue, GalleryFacets, SizeFacet } from '../gallery-query.ts'
import { localDay } from './calendar.ts'
import type { Dictionary } from './dictionary.ts'
import type { EntryTable } from './entry-table.ts'
import { foldText } from './fold-text.ts'
import { withSubfolders } from './folders.ts'
import { parseLoras, parseTags } from './read-entry.ts'
import { byCount, fileKey, mergeFiles, mergeSamplers, mergeTexts, uniqueBy } from './same-names.ts'
import type { SortOrder } from './sort-order.ts'

/** Counts the values among the slots of an order by time. */
export function countFacets(table: EntryTable, byTime: SortOrder): GalleryFacets {
  const { columns, dictionaries } = table
  const slots = byTime.slots()
  const values = (column: Uint32Array, names: Dictionary): FacetValue[] =>
    toValues(names, countIds(column, names.values.length, slots))
  return {
    models: mergeFiles(values(columns.model, dictionaries.model)),
    samplers: mergeSamplers(values(columns.sampler, dictionaries.sampler)),
    sources: values(columns.source, dictionaries.source),
    mediaTypes: values(columns.mediaType, dictionaries.mediaType),
    loras: mergeFiles(
      spread(values(columns.loraSet, dictionaries.loraSet), (set) =>
        uniqueBy(
          fileKey,
          parseLoras(set).map(({ name }) => name),
        ),
      ),
    ),
    tags: mergeTexts(
      spread(values(columns.tagSet, dictionaries.tagSet), (set) =>
        uniqueBy(foldText, parseTags(set)),
      ),
    ),
    sizes: values(columns.resolution, dictionaries.resolution).map(toSize),
    days: countDays(columns.createdMs, byTime),
    folders: withSubfolders(values(columns.directory, dictionaries.directory)),
  }
}

/** Counts in two counters per value by turns, since equal neighbours would have to wait for each other. */
function countIds(column: Uint32Array, values: number, slots: Uint32Array): Uint32Array {
  const even = new Uint32Array(values)
  const odd = new Uint32Array(values)
  const pairs = slots.length & ~1
  for (let index = 0; index < pairs; index += 2) {
    const first = column[slots[index] ?? 0] ?? 0
    const second = column[slots[index + 1] ?? 0] ?? 0
    even[first] = (even[first] ?? 0) + 1
    odd[second] = (odd[second] ?? 0) + 1
  }
  if (pairs < slots.length) {
    const last = column[slots[pairs] ?? 0] ?? 0
    even[last] = (even[last] ?? 0) + 1
  }
  return even.map((count, id) => count + (odd[id] ?? 0))
}

/** The values with counts, without the unknown. */
function toValues(names: Dictionary, counts: Uint32Array): FacetValue[] {
  const found: FacetValue[] = []
  for (const [id, count] of counts.entries()) {
    if (id > 0 && count > 0) found.push({ value: names.value(id), count })
  }
  return found.sort(byCount)
}

/** Converts counts of lists to counts of their members, which are different in each list. */
function spread(
  lists: readonly FacetValue[],
  members: (list: string) => readonly string[],
): FacetValue[] {
  const counts = new Map<string, number>()
  for (const { value, count } of lists) {
    for (const member of members(value)) {
      counts.set(member, (counts.get(member) ?? 0) + count)
    }
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort(byCount)
}

function toSize({ value, count }: FacetValue): SizeFacet {
  const [width = 0, height = 0] = value.split('x').map(Number)
  return { width, height, count }
}

/** The days of an order by time, newest first: each is looked for where the one before begins. */
function countDays(createdMs: Float64Array, byTime: SortOrder): readonly FacetValue[] {
  const days: FacetValue[] = []
  for (let end = byTime.length; end > 0; ) {
    const { startMs, name } = localDay(createdMs[byTime.at(end - 1)] ?? 0)
    const first = byTime.partition((slot) => (createdMs[slot] ?? 0) < startMs)
    days.push({ value: name, count: end - first })
    end = first
  }
  return days
}
