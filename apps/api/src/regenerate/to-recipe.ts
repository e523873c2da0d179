import type { GalleryEntry } from '@darkroom/gallery-store'
import { type FoundRecipe, foundRecipeSchema, nearestRecipe, type Recipe } from '@darkroom/recipe'
import { toGalleryImage } from '../gallery/to-gallery-image.ts'
import { askedRecipe, isOpen } from '../generate/asked-recipe.ts'

/** Programs for which `<lora:name:1>` in a prompt is an ordinary word. */
const plainPrompts: ReadonlySet<string> = new Set(['darkroom', 'comfyui'])

/** Removes LoRA tags from the prompts of other programs: there they load the LoRA, which the recipe lists itself. */
const withoutTags = ({ recipe: { prompt = '' }, source }: GalleryEntry): string =>
  plainPrompts.has(source) ? prompt : prompt.replace(/,?[ \t]*<lora:[^<>]*>/g, '')

const sizeOf = ({ width, height }: GalleryEntry): FoundRecipe =>
  width === null || height === null ? {} : { resolution: { width, height } }

/** The picture's recipe as one that can be asked for. */
export const toRecipe = (entry: GalleryEntry): Recipe =>
  nearestRecipe({ ...sizeOf(entry), ...entry.recipe, prompt: withoutTags(entry).trim() })

/** The words of the picture that it tells; those with a default of the model's family are absent where it does not. */
export function toldRecipe(entry: GalleryEntry): FoundRecipe {
  const told = { ...sizeOf(entry), ...entry.recipe }
  const words = Object.entries(toRecipe(entry))
  return foundRecipeSchema.parse(
    Object.fromEntries(
      words.filter(([word]) => word in askedRecipe.shape && (!isOpen(word) || word in told)),
    ),
  )
}

/** The picture's own facts; unknown ones as the gallery shows them. */
function saidBy(entry: GalleryEntry): Readonly<Record<string, unknown>> {
  const { parameters, seed, ...shown } = toGalleryImage(entry)
  return { ...shown, ...parameters, seed: seed ?? (entry.seedText || null) }
}

export interface RecipeChange {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

/** The fields in which the request differs from the picture. */
export function recipeChanges(
  entry: GalleryEntry,
  request: Readonly<Record<string, unknown>>,
): RecipeChange[] {
  const said = saidBy(entry)
  return Object.entries(request)
    .filter(([field, to]) => JSON.stringify(to) !== JSON.stringify(said[field]))
    .map(([field, to]) => ({ field, from: said[field] ?? null, to }))
}
