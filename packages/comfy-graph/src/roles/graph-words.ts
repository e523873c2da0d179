import { type FoundRecipe, foundRecipeSchema, readFound } from '@darkroom/recipe'
import { z } from 'zod'
import type { PromptGraph } from '../graph/prompt-graph.ts'
import { findLoras } from './find-loras.ts'
import { findRoles } from './find-roles.ts'
import type { GraphOverrides, Setting } from './settings.ts'

/** The words of a recipe that a graph tells of itself, and how many pictures one run makes. */
export type GraphWords = FoundRecipe & { readonly batch_size?: number | undefined }

/** The schemas of the words, by type alone. */
export const graphWordsShape: typeof foundRecipeSchema.shape & {
  readonly batch_size: z.ZodOptional<z.ZodInt>
} = { ...foundRecipeSchema.shape, batch_size: z.int().optional() }

/** The words among the members of an object. */
export const graphWordsSchema: z.ZodType<GraphWords> = z.object(graphWordsShape)

/** What the graph says, in the words of the recipe; a word is absent where the graph has no value, or several. */
export function wordsOf(graph: PromptGraph): GraphWords {
  const { width, height, batch_size: batchSize, ...roles } = findRoles(graph)
  const values = Object.entries(roles).map(([setting, { value }]) => [setting, value])
  const size = z.int().safeParse(batchSize.value).data
  return {
    ...readFound({
      ...Object.fromEntries(values),
      resolution: { width: width.value, height: height.value },
      loras: findLoras(graph),
    }),
    ...(size === undefined ? {} : { batch_size: size }),
  }
}

/**
 * The words as overrides of a graph, without what is none: LoRAs, which are nodes of the graph, and a seed of −1, which is
 * still to be chosen.
 */
export const toOverrides = (words: GraphWords): GraphOverrides => {
  const { resolution, loras: _, seed, ...same } = graphWordsSchema.parse(words)
  return { ...same, ...resolution, ...(seed === undefined || seed < 0 ? {} : { seed }) }
}

/** The word to which a setting belongs. */
export const wordOf = (setting: Setting): string =>
  setting === 'width' || setting === 'height' ? `resolution.${setting}` : setting
