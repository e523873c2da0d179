import { type FoundRecipe, recipeWords } from '@darkroom/recipe'
import type { ImageMetadata } from '../src/index.ts'

/** The findings, with every word of the recipe beside the facts, so that a test can also check which are unknown. */
export type Told = Omit<ImageMetadata, 'recipe'> & FoundRecipe

export function told({ recipe, ...facts }: ImageMetadata): Told {
  return {
    ...Object.fromEntries(recipeWords.map((word) => [word, undefined])),
    ...recipe,
    ...facts,
  }
}
