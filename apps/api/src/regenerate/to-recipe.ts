import type { GalleryEntry } from '@darkroom/gallery-store'
import { type FoundRecipe, nearestRecipe, type Recipe } from '@darkroom/recipe'
import { toGalleryImage } from '../gallery/to-gallery-image.ts'

/** Programs for which `<lora:name:1>` in a prompt is a word like any other. */
const plainPrompts: ReadonlySet<string> = new Set(['darkroom', 'comfyui'])

/** Elsewhere it loads the LoRA, which the recipe has for itself. */
const withoutTags = ({ recipe: { prompt = '' }, source }: GalleryEntry): string =>
  plainPrompts.has(source) ? prompt : prompt.replace(/,?[ \t]*<lora:[^<>]*>/g, '')

const sizeOf = ({ width, height }: GalleryEntry): FoundRecipe =>
  width === null || height === null ? {} : { resolution: { width, height } }

/** What is known of the picture as something that can be asked for. */
export const toRecipe = (entry: GalleryEntry): Recipe =>
  nearestRecipe({ ...sizeOf(entry), ...entry.recipe, prompt: withoutTags(entry).trim() })

/** What the picture itself says, unknown things as the gallery shows them. */
function saidBy(entry: GalleryEntry): Readonly<Record<string, unknown>> {
  const { parameters, seed, ...shown } = toGalleryImage(entry)
  return { ...shown, ...parameters, seed: seed ?? (entry.seedText || null) }
}

export interface RecipeChange {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

/** Where the request differs from what the picture says. */
export function recipeChanges(
  entry: GalleryEntry,
  request: Readonly<Record<string, unknown>>,
): RecipeChange[] {
  const said = saidBy(entry)
  return Object.entries(request)
    .filter(([field, to]) => JSON.stringify(to) !== JSON.stringify(said[field]))
    .map(([field, to]) => ({ field, from: said[field] ?? null, to }))
}
