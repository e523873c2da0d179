import type { FoundRecipe } from '@darkroom/recipe'
import type { EntryRecord } from '../entry-record.ts'

/** Details that are only shown, never searched: all words of the recipe without a column. */
export interface Details extends FoundRecipe {
  readonly frameNumber?: number
  readonly durationSeconds?: number
}

/** Words with a column each, in which `''` and `[]` look like unknown. */
const columnWords: ReadonlySet<string> = new Set([
  'prompt',
  'negative_prompt',
  'model',
  'seed',
  'sampler',
  'loras',
] satisfies (keyof FoundRecipe)[])

export function encodeDetails({ recipe, frameNumber, durationSeconds }: EntryRecord): string {
  const words = Object.entries(recipe).filter(
    ([word, value]) => !columnWords.has(word) || isEmpty(value),
  )
  return JSON.stringify({
    ...Object.fromEntries(words),
    frameNumber: frameNumber ?? undefined,
    durationSeconds: durationSeconds ?? undefined,
  })
}

export function decodeDetails(text: string): Details {
  return JSON.parse(text)
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0)
}
