import type { GalleryFilter } from '../gallery-query.ts'
import { flag } from './columns.ts'
import type { Dictionary } from './dictionary.ts'
import type { EntryTable } from './entry-table.ts'
import { splitWords } from './fold-text.ts'
import { isInFolder } from './folders.ts'
import { parseLoras, parseTags } from './read-entry.ts'
import { isFileNamed, isSameText, samplerKey } from './same-names.ts'
import type { SortOrder } from './sort-order.ts'

/** Writes those of some slots that meet one condition to `into`, which may be where they come from; gives their number. */
type Condition = (slots: Uint32Array, into: Uint32Array) => number

/**
 * The slots that match, in order of time: a range of the order, of which each condition looks only at what those before it
 * have left. Conditions have no branches, for what varies from picture to picture cannot be foretold by a processor.
 */
export function matchSlots(
  table: EntryTable,
  filter: GalleryFilter,
  byTime: SortOrder,
): Uint32Array {
  let slots = slotsBetween(table, filter, byTime)
  const conditions = [...textConditions(table, filter), ...nameConditions(table, filter)]
  conditions.push(...sizeConditions(table, filter))
  if (conditions.length === 0) return slots
  const left = new Uint32Array(slots.length)
  for (const condition of conditions) slots = left.subarray(0, condition(slots, left))
  return slots.slice()
}

function slotsBetween(
  { columns: { createdMs } }: EntryTable,
  { dateFrom, dateTo }: GalleryFilter,
  byTime: SortOrder,
): Uint32Array {
  const at = (slot: number): number => createdMs[slot] ?? 0
  const start = dateFrom === undefined ? 0 : byTime.partition((slot) => at(slot) < dateFrom)
  const end = dateTo === undefined ? byTime.length : byTime.partition((slot) => at(slot) <= dateTo)
  return byTime.slots().subarray(start, end)
}

function* sizeConditions(
  { columns }: EntryTable,
  { minWidth, maxWidth, minHeight, maxHeight }: GalleryFilter,
): Generator<Condition, void> {
  if (minWidth !== undefined || maxWidth !== undefined) {
    yield isWithin(columns.width, minWidth, maxWidth)
  }
  if (minHeight !== undefined || maxHeight !== undefined) {
    yield isWithin(columns.height, minHeight, maxHeight)
  }
}

/** Within bounds; an unknown size (0) is never within. */
function isWithin(
  column: Uint32Array,
  least = 1,
  most: number = Number.POSITIVE_INFINITY,
): Condition {
  const from = Math.max(1, least)
  return (slots, into) => {
    let kept = 0
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index] ?? 0
      const value = column[slot] ?? 0
      into[kept] = slot
      kept += Number(value >= from) & Number(value <= most)
    }
    return kept
  }
}

function* nameConditions(table: EntryTable, filter: GalleryFilter): Generator<Condition, void> {
  const { columns, dictionaries } = table
  const { model, lora, sampler, source, mediaType, tag, folder, subfolders = true } = filter
  const isNamed = (
    column: Uint32Array,
    names: Dictionary,
    test: (value: string) => boolean,
  ): Condition => isMarked(column, names.mark(test))
  if (model !== undefined) {
    yield isNamed(columns.model, dictionaries.model, isFileNamed(model, dictionaries.model.values))
  }
  if (sampler !== undefined) {
    const wanted = samplerKey(sampler)
    yield isNamed(columns.sampler, dictionaries.sampler, (value) => samplerKey(value) === wanted)
  }
  if (source !== undefined) yield isNamed(columns.source, dictionaries.source, isSameText(source))
  if (mediaType !== undefined) {
    const isOfType = (value: string): boolean =>
      value === mediaType || value.startsWith(`${mediaType}/`)
    yield isNamed(columns.mediaType, dictionaries.mediaType, isOfType)
  }
  if (lora !== undefined) {
    const sets = dictionaries.loraSet.values
    const names = sets.flatMap((set) => parseLoras(set).map(({ name }) => name))
    const isLora = isFileNamed(lora, names)
    yield isNamed(columns.loraSet, dictionaries.loraSet, (set) =>
      parseLoras(set).some(({ name }) => isLora(name)),
    )
  }
  if (folder !== undefined) {
    yield isNamed(columns.directory, dictionaries.directory, isInFolder(folder, subfolders))
  }
  if (tag !== undefined) {
    const isTag = isSameText(tag)
    yield isNamed(columns.tagSet, dictionaries.tagSet, (set) => parseTags(set).some(isTag))
  }
}

function isMarked(column: Uint8Array | Uint32Array, marked: Uint8Array): Condition {
  return (slots, into) => {
    let kept = 0
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index] ?? 0
      into[kept] = slot
      kept += marked[column[slot] ?? 0] ?? 0
    }
    return kept
  }
}

function isInBits(column: Uint32Array, bits: Uint8Array): Condition {
  return (slots, into) => {
    let kept = 0
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index] ?? 0
      const value = column[slot] ?? 0
      into[kept] = slot
      kept += ((bits[value >>> 3] ?? 0) >>> (value & 7)) & 1
    }
    return kept
  }
}

function* textConditions(table: EntryTable, filter: GalleryFilter): Generator<Condition, void> {
  const { columns, texts, prompts } = table
  const { batchId, sequenceId, favourite, seed, keyword } = filter
  if (batchId !== undefined) yield isEqual(columns.batch, texts.find(batchId))
  if (sequenceId !== undefined) yield isEqual(columns.sequence, texts.find(sequenceId))
  if (seed !== undefined) yield isSeed(table, seed)
  const words = splitWords(keyword ?? '')
  if (words.length > 0) {
    yield isInBits(columns.prompt, prompts.words.search(words))
  }
  if (favourite !== undefined) yield isFavourite(columns.flags, favourite)
}

function isEqual(column: Uint32Array | Float64Array, value: number | undefined): Condition {
  if (value === undefined) return () => 0
  return (slots, into) => {
    let kept = 0
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index] ?? 0
      into[kept] = slot
      kept += Number(column[slot] === value)
    }
    return kept
  }
}

function isFavourite(flags: Uint8Array, favourite: boolean): Condition {
  const marked = Uint8Array.from({ length: 256 }, (_, each) =>
    Number(((each & flag.favourite) !== 0) === favourite),
  )
  return isMarked(flags, marked)
}

function isSeed({ columns, texts }: EntryTable, seed: number | string): Condition {
  const number = Number(seed)
  if (Number.isSafeInteger(number)) return isEqual(columns.seed, number)
  return isEqual(columns.seedText, texts.find(String(seed)))
}
