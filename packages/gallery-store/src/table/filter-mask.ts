import type { GalleryFilter } from '../gallery-query.ts'
import { flag } from './columns.ts'
import type { Dictionary } from './dictionary.ts'
import type { EntryTable } from './entry-table.ts'
import { splitWords } from './fold-text.ts'
import { isInFolder } from './folders.ts'
import { parseLoras, parseTags } from './read-entry.ts'
import { isFileNamed, isSameText, samplerKey } from './same-names.ts'

/** The matching slots, 1 in `mask`. */
export interface Matches {
  readonly mask: Uint8Array
  readonly count: number
  readonly bytes: number
}

/** Finds the matches in one pass over one column for each condition. */
export function matchEntries(table: EntryTable, filter: GalleryFilter): Matches {
  const mask = aliveMask(table)
  narrowByRanges(table, filter, mask)
  narrowByNames(table, filter, mask)
  narrowByTexts(table, filter, mask)
  let count = 0
  let bytes = 0
  const { size } = table.columns
  for (let slot = 0; slot < mask.length; slot += 1) {
    if (mask[slot] === 0) continue
    count += 1
    bytes += size[slot] ?? 0
  }
  return { mask, count, bytes }
}

function aliveMask(table: EntryTable): Uint8Array {
  const mask = table.columns.flags.slice(0, table.end)
  for (let slot = 0; slot < mask.length; slot += 1) mask[slot] = (mask[slot] ?? 0) & flag.alive
  return mask
}

function narrowByRanges(table: EntryTable, filter: GalleryFilter, mask: Uint8Array): void {
  const { createdMs, width, height } = table.columns
  keepRange(mask, createdMs, filter.dateFrom, filter.dateTo)
  keepKnown(mask, width, filter.minWidth, filter.maxWidth)
  keepKnown(mask, height, filter.minHeight, filter.maxHeight)
}

/** Keeps images within bounds; an unknown size (0) is never within. */
function keepKnown(mask: Uint8Array, column: Uint32Array, from?: number, to?: number): void {
  if (from !== undefined || to !== undefined) keepRange(mask, column, Math.max(1, from ?? 1), to)
}

function keepRange(
  mask: Uint8Array,
  column: Uint32Array | Float64Array,
  from = Number.NEGATIVE_INFINITY,
  to = Number.POSITIVE_INFINITY,
): void {
  if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) return
  for (let slot = 0; slot < mask.length; slot += 1) {
    const value = column[slot] ?? 0
    if (value < from || value > to) mask[slot] = 0
  }
}

function narrowByNames(table: EntryTable, filter: GalleryFilter, mask: Uint8Array): void {
  const { columns, dictionaries } = table
  const { model, lora, sampler, source, mediaType, tag, folder, subfolders = true } = filter
  const keep = (column: Uint32Array, names: Dictionary, test: (value: string) => boolean): void =>
    keepMarked(mask, column, names.mark(test))
  if (model !== undefined) {
    keep(columns.model, dictionaries.model, isFileNamed(model, dictionaries.model.values))
  }
  if (sampler !== undefined) {
    const wanted = samplerKey(sampler)
    keep(columns.sampler, dictionaries.sampler, (value) => samplerKey(value) === wanted)
  }
  if (source !== undefined) keep(columns.source, dictionaries.source, isSameText(source))
  if (mediaType !== undefined) {
    const isOfType = (value: string): boolean =>
      value === mediaType || value.startsWith(`${mediaType}/`)
    keep(columns.mediaType, dictionaries.mediaType, isOfType)
  }
  if (lora !== undefined) {
    const sets = dictionaries.loraSet.values
    const names = sets.flatMap((set) => parseLoras(set).map(({ name }) => name))
    const isNamed = isFileNamed(lora, names)
    keep(columns.loraSet, dictionaries.loraSet, (set) =>
      parseLoras(set).some(({ name }) => isNamed(name)),
    )
  }
  if (folder !== undefined) {
    keep(columns.directory, dictionaries.directory, isInFolder(folder, subfolders))
  }
  if (tag !== undefined) {
    const isTag = isSameText(tag)
    keep(columns.tagSet, dictionaries.tagSet, (set) => parseTags(set).some(isTag))
  }
}

function keepMarked(mask: Uint8Array, column: Uint32Array, marked: Uint8Array): void {
  for (let slot = 0; slot < mask.length; slot += 1) {
    if (marked[column[slot] ?? 0] === 0) mask[slot] = 0
  }
}

function keepEqual(
  mask: Uint8Array,
  column: Uint32Array | Float64Array,
  value: number | undefined,
): void {
  for (let slot = 0; slot < mask.length; slot += 1) {
    if (column[slot] !== value) mask[slot] = 0
  }
}

function narrowByTexts(table: EntryTable, filter: GalleryFilter, mask: Uint8Array): void {
  const { columns, texts } = table
  const { batchId, sequenceId, favourite, seed, keyword } = filter
  if (batchId !== undefined) keepEqual(mask, columns.batch, texts.find(batchId))
  if (sequenceId !== undefined) keepEqual(mask, columns.sequence, texts.find(sequenceId))
  if (favourite !== undefined) keepFavourite(table, favourite, mask)
  if (seed !== undefined) keepSeed(table, seed, mask)
  const words = splitWords(keyword ?? '')
  if (words.length > 0) keepPrompts(table, words, mask)
}

function keepFavourite(table: EntryTable, favourite: boolean, mask: Uint8Array): void {
  const { flags } = table.columns
  for (let slot = 0; slot < mask.length; slot += 1) {
    if ((((flags[slot] ?? 0) & flag.favourite) !== 0) !== favourite) mask[slot] = 0
  }
}

function keepSeed(table: EntryTable, seed: number | string, mask: Uint8Array): void {
  const { columns, texts } = table
  const number = Number(seed)
  if (Number.isSafeInteger(number)) keepEqual(mask, columns.seed, number)
  else keepEqual(mask, columns.seedText, texts.find(String(seed)))
}

function keepPrompts(table: EntryTable, words: readonly string[], mask: Uint8Array): void {
  const marked = new Uint8Array(table.prompts.count)
  for (const id of table.prompts.search(words)) marked[id] = 1
  keepMarked(mask, table.columns.prompt, marked)
}
