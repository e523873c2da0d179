import { z } from 'zod'
import { type FoundRecipe, foundRecipeSchema } from './recipe.ts'

/** Words at the top level of a sidecar; all others are in its `parameters`. */
const headline = { prompt: true, negative_prompt: true, model: true, seed: true } as const

export const headlineSchema = foundRecipeSchema.pick(headline)
export const parametersSchema = foundRecipeSchema.omit(headline)

export type Parameters = Readonly<z.output<typeof parametersSchema>>

/** A recipe as written into files and shown in lists. Unknown words are left out. */
export type RecipeFile = Readonly<z.output<typeof headlineSchema>> & {
  readonly parameters: Parameters
}

/** Every known word of a recipe, in its place in a file. Further members of `recipe` are left out. */
export const toFileForm = (recipe: FoundRecipe): RecipeFile => ({
  ...headlineSchema.parse(recipe),
  parameters: parametersSchema.parse(recipe),
})

const fileSchema = z.object({ parameters: z.record(z.string(), z.unknown()).catch({}) })

/** The recipe in an object in file form. A word of the wrong type counts as unknown. */
export function fromFileForm(file: Readonly<Record<string, unknown>>): FoundRecipe {
  const { parameters } = fileSchema.parse(file)
  return readFound({ ...parameters, ...headlineOf(file) })
}

const headlineOf = (file: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(file).filter(([word]) => word in headline))

/** The recipe words among an object's members. A word of the wrong type, or null, counts as unknown. */
export function readFound(values: Readonly<Record<string, unknown>>): FoundRecipe {
  const whole = foundRecipeSchema.safeParse(values)
  if (whole.success) return whole.data
  const wrong = new Set(whole.error.issues.map(({ path }) => String(path[0])))
  const rest = Object.entries(values).filter(([word]) => !wrong.has(word))
  return foundRecipeSchema.parse(Object.fromEntries(rest))
}
