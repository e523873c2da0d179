import type { JsonObject } from '@darkroom/foundation'
import { type FoundRecipe, recipeWords } from '@darkroom/recipe'
import type { ImageSource } from './image-metadata.ts'

/** The words of a recipe without the seed, which can have more digits than a number. */
type Words = Omit<FoundRecipe, 'seed'>
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** The findings of one reader. An absent field is unknown; other readers may fill it. */
export interface Findings extends Mutable<Words> {
  source?: ImageSource | undefined
  /** The decimal digits of the seed. */
  seedText?: string | undefined
  createdAt?: string | undefined
  favourite?: boolean | undefined
  tags?: readonly string[] | undefined
  batchId?: string | undefined
  sequenceId?: string | undefined
  frameNumber?: number | undefined
  extra?: JsonObject | undefined
}

export const foundWords: readonly (keyof Words)[] = recipeWords.filter((word) => word !== 'seed')

/** Merges field by field: the first value wins, but a tool's name overrides the anonymous `sidecar`. */
export function mergeFindings(all: readonly Findings[]): Findings {
  let merged = all[0] ?? {}
  for (let index = 1; index < all.length; index++) merged = fillHoles(merged, all[index] ?? {})
  return merged
}

// The fields are not spread: spreading makes objects of ever new shapes, and this runs for every file of a scan.
function fillHoles(known: Findings, other: Findings): Findings {
  const merged: Findings = {
    source: pickSource(known.source, other.source),
    seedText: first(known.seedText, other.seedText),
    createdAt: first(known.createdAt, other.createdAt),
    favourite: first(known.favourite, other.favourite),
    tags: first(known.tags, other.tags),
    batchId: first(known.batchId, other.batchId),
    sequenceId: first(known.sequenceId, other.sequenceId),
    frameNumber: first(known.frameNumber, other.frameNumber),
    extra: mergeExtra(known.extra, other.extra),
  }
  for (const word of foundWords) fillWord(merged, word, known, other)
  return merged
}

/** Fills an absent word, or an empty list by a filled one. */
function fillWord<Word extends keyof Words>(
  merged: Findings,
  word: Word,
  known: Findings,
  other: Findings,
): void {
  const value = known[word]
  const isEmpty = Array.isArray(value) && value.length === 0
  merged[word] = isEmpty ? first(other[word], value) : first(value, other[word])
}

function first<T>(known: T | undefined, other: T | undefined): T | undefined {
  return known === undefined ? other : known
}

function mergeExtra(known: Findings['extra'], other: Findings['extra']): Findings['extra'] {
  if (known === undefined || other === undefined) return first(known, other)
  return { ...other, ...known }
}

function pickSource(known: ImageSource | undefined, other: ImageSource | undefined): ImageSource {
  if (known === undefined || known === 'unknown') return other ?? 'unknown'
  return known === 'sidecar' && other !== undefined && other !== 'unknown' ? other : known
}
