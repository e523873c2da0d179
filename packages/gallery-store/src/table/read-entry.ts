import type { EntryDetails } from '../entry-record.ts'
import type { GalleryEntry } from '../gallery-entry.ts'
import type { LoraUse } from '../metadata-module.ts'
import { type Columns, flag } from './columns.ts'
import type { Dictionaries } from './dictionaries.ts'
import type { TextHeap } from './text-heap.ts'

interface Source {
  readonly columns: Columns
  readonly dictionaries: Dictionaries
  readonly texts: TextHeap
  readonly prompts: { readonly texts: TextHeap }
  id(slot: number): string
  pathOf(slot: number): string
  nameOf(slot: number): string
}

/** The columns of one slot as an entry. */
export function readEntry(table: Source, slot: number): GalleryEntry {
  const { columns, dictionaries, texts } = table
  const flags = columns.flags[slot] ?? 0
  const seed = columns.seed[slot] ?? Number.NaN
  const details: EntryDetails = JSON.parse(texts.text(columns.details[slot]))
  return {
    id: table.id(slot),
    path: table.pathOf(slot),
    name: table.nameOf(slot),
    size: columns.size[slot] ?? 0,
    mtimeMs: columns.mtimeMs[slot] ?? 0,
    createdMs: columns.createdMs[slot] ?? 0,
    format: dictionaries.format.value(columns.format[slot]),
    width: columns.width[slot] || null,
    height: columns.height[slot] || null,
    animated: (flags & flag.animated) !== 0,
    damaged: (flags & flag.damaged) !== 0,
    source: dictionaries.source.value(columns.source[slot]),
    prompt: table.prompts.texts.text(columns.prompt[slot]),
    negativePrompt: texts.text(columns.negativePrompt[slot]),
    model: dictionaries.model.value(columns.model[slot]),
    seed: Number.isNaN(seed) ? null : seed,
    seedText: Number.isNaN(seed) ? texts.text(columns.seedText[slot] ?? 0) : String(seed),
    sampler: dictionaries.sampler.value(columns.sampler[slot]),
    loras: parseLoras(dictionaries.loraSet.value(columns.loraSet[slot])),
    favourite: (flags & flag.favourite) !== 0,
    tags: parseTags(dictionaries.tagSet.value(columns.tagSet[slot])),
    batchId: texts.text(columns.batch[slot]),
    sequenceId: texts.text(columns.sequence[slot]),
    ...details,
  }
}

export function parseLoras(set: string): readonly LoraUse[] {
  return set === '' ? [] : JSON.parse(set)
}

export function parseTags(set: string): readonly string[] {
  return set === '' ? [] : JSON.parse(set)
}
