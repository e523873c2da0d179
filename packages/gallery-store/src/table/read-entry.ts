import type { FoundRecipe, Lora } from '@darkroom/recipe'
import type { GalleryEntry } from '../gallery-entry.ts'
import { type Columns, flag } from './columns.ts'
import { decodeDetails } from './details.ts'
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

/** Reads the columns of one slot as an entry. */
export function readEntry(table: Source, slot: number): GalleryEntry {
  const { columns, dictionaries, texts } = table
  const flags = columns.flags[slot] ?? 0
  const seed = columns.seed[slot] ?? Number.NaN
  const details = decodeDetails(texts.text(columns.details[slot]))
  const { frameNumber = null, durationSeconds = null, ...words } = details
  return {
    id: table.id(slot),
    path: table.pathOf(slot),
    name: table.nameOf(slot),
    size: columns.size[slot] ?? 0,
    mtimeMs: columns.mtimeMs[slot] ?? 0,
    createdMs: columns.createdMs[slot] ?? 0,
    format: dictionaries.format.value(columns.format[slot]),
    mediaType: dictionaries.mediaType.value(columns.mediaType[slot]),
    width: columns.width[slot] || null,
    height: columns.height[slot] || null,
    animated: (flags & flag.animated) !== 0,
    durationSeconds,
    hiddenRead: (flags & flag.hiddenRead) !== 0,
    damaged: (flags & flag.damaged) !== 0,
    source: dictionaries.source.value(columns.source[slot]),
    recipe: { ...readColumnWords(table, slot), ...words },
    seedText: Number.isNaN(seed) ? texts.text(columns.seedText[slot] ?? 0) : String(seed),
    favourite: (flags & flag.favourite) !== 0,
    tags: parseTags(dictionaries.tagSet.value(columns.tagSet[slot])),
    batchId: texts.text(columns.batch[slot]),
    sequenceId: texts.text(columns.sequence[slot]),
    frameNumber,
  }
}

function readColumnWords(
  { columns, dictionaries, prompts, texts }: Source,
  slot: number,
): FoundRecipe {
  const words: { -readonly [Word in keyof FoundRecipe]: FoundRecipe[Word] } = {}
  const prompt = prompts.texts.text(columns.prompt[slot])
  const negative_prompt = texts.text(columns.negative_prompt[slot])
  const model = dictionaries.model.value(columns.model[slot])
  const seed = columns.seed[slot] ?? Number.NaN
  const sampler = dictionaries.sampler.value(columns.sampler[slot])
  const loras = dictionaries.loraSet.value(columns.loraSet[slot])
  if (prompt !== '') words.prompt = prompt
  if (negative_prompt !== '') words.negative_prompt = negative_prompt
  if (model !== '') words.model = model
  if (!Number.isNaN(seed)) words.seed = seed
  if (sampler !== '') words.sampler = sampler
  if (loras !== '') words.loras = parseLoras(loras)
  return words
}

export function parseLoras(set: string): Lora[] {
  return set === '' ? [] : JSON.parse(set)
}

export function parseTags(set: string): readonly string[] {
  return set === '' ? [] : JSON.parse(set)
}
