import type { FoundRecipe } from '@darkroom/recipe'
import { type Findings, foundWords } from './findings.ts'
import type { GenerationMetadata } from './image-metadata.ts'

/** Fills unknown values with the public placeholders. */
export function toGeneration(findings: Findings): GenerationMetadata {
  const { source = 'unknown', seedText = '', createdAt = '', favourite = false } = findings
  const { tags = [], batchId = '', sequenceId = '', frameNumber = null, extra = {} } = findings
  const recipe = toRecipe(findings)
  return {
    source,
    recipe,
    seedText,
    createdAt,
    favourite,
    tags,
    batchId,
    sequenceId,
    frameNumber,
    extra,
  }
}

function toRecipe(findings: Findings): FoundRecipe {
  const recipe: { -readonly [Word in keyof FoundRecipe]: FoundRecipe[Word] } = {}
  for (const word of foundWords) copyWord(recipe, word, findings)
  const seed = Number(findings.seedText ?? Number.NaN)
  if (Number.isSafeInteger(seed)) recipe.seed = seed
  return recipe
}

function copyWord<Word extends keyof FoundRecipe>(
  recipe: { -readonly [Each in Word]?: FoundRecipe[Each] },
  word: Word,
  findings: { readonly [Each in Word]?: FoundRecipe[Each] },
): void {
  const value = findings[word]
  if (value !== undefined) recipe[word] = value
}
