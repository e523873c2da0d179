import { type FoundRecipe, foundRecipeSchema, readFound } from '@darkroom/recipe'
import { z } from 'zod'
import type { PromptGraph } from '../graph/prompt-graph.ts'
import { findLoras } from './find-loras.ts'
import { findRoles } from './find-roles.ts'
import type { GraphOverrides, Setting } from './settings.ts'

/** The words of a recipe that a graph tells of itself. */
export type GraphWords = FoundRecipe

/** The schemas of the words, by type alone. */
export const graphWordsShape: typeof foundRecipeSchema.shape = foundRecipeSchema.shape

/** The words among the members of an object. */
export const graphWordsSchema: z.ZodType<GraphWords> = z.object(graphWordsShape)

/** What the graph says, in the words of the recipe; a word is absent where the graph has no value, or several. */
export function wordsOf(graph: PromptGraph): GraphWords {
  const { width, height, ...roles } = findRoles(graph)
  const values = Object.entries(roles).map(([setting, { value }]) => [setting, value])
  return readFound({
    ...Object.fromEntries(values),
    resolution: { width: width.value, height: height.value },
    loras: findLoras(graph),
  })
}

/** Words that are nodes of a graph, and stay as they are there. */
const nodes = { loras: true, clip_skip: true, vae: true, text_encoders: true } as const

/** The words that are nodes of a graph, which cannot be set in it. */
export const nodeWords: readonly string[] = Object.keys(nodes)

const settable = foundRecipeSchema.omit(nodes)

/** The words as overrides of a graph, without what is none: nodes of the graph, and a seed of −1, which is still to be chosen. */
export const toOverrides = (words: GraphWords): GraphOverrides => {
  const { resolution, seed, ...same } = settable.parse(words)
  return { ...same, ...resolution, ...(seed === undefined || seed < 0 ? {} : { seed }) }
}

/** The word to which a setting belongs. */
export const wordOf = (setting: Setting): string =>
  setting === 'width' || setting === 'height' ? `resolution.${setting}` : setting
