import type { GalleryEntry } from '@darkroom/gallery-store'
import type { GenerationRequest } from '@darkroom/generation'
import { toParameters, toShownLoras } from '../gallery/to-gallery-image.ts'

/** The nearest size that the sampler takes. */
const side = (pixels: number | null, fallback: number): number =>
  pixels === null ? fallback : Math.min(2048, Math.max(64, Math.round(pixels / 8) * 8))

const clamp = (value: number | null, min: number, max: number, fallback: number): number =>
  value === null ? fallback : Math.min(max, Math.max(min, value))

/** Programs for which `<lora:name:1>` in a prompt is a word like any other. */
const plainPrompts: ReadonlySet<string> = new Set(['darkroom', 'comfyui'])

/** Elsewhere it loads the LoRA, which the recipe has for itself. */
const withoutTags = ({ prompt, source }: GalleryEntry): string =>
  plainPrompts.has(source) ? prompt : prompt.replace(/,?[ \t]*<lora:[^<>]*>/g, '')

/** What is known of the picture as a request; what is not gets the usual defaults. */
export const toRecipe = (entry: GalleryEntry): GenerationRequest => ({
  prompt: withoutTags(entry).trim(),
  negativePrompt: entry.negativePrompt,
  model: entry.model,
  seed: entry.seed ?? -1,
  steps: Math.round(clamp(entry.steps, 1, 150, 20)),
  cfg: clamp(entry.cfg, 1, 30, 7),
  sampler: entry.sampler || 'euler',
  scheduler: entry.scheduler || 'normal',
  width: side(entry.generatedWidth ?? entry.width, 1024),
  height: side(entry.generatedHeight ?? entry.height, 1024),
  loras: entry.loras,
})

/** What the picture itself says, unknown things as the gallery shows them. */
const saidBy = (entry: GalleryEntry): Record<string, unknown> => ({
  prompt: entry.prompt,
  negative_prompt: entry.negativePrompt,
  model: entry.model,
  seed: entry.seed ?? (entry.seedText || null),
  ...toParameters(entry),
})

const askedBy = (request: GenerationRequest): Record<string, unknown> => ({
  prompt: request.prompt,
  negative_prompt: request.negativePrompt,
  model: request.model,
  seed: request.seed,
  steps: request.steps,
  cfg: request.cfg,
  sampler: request.sampler,
  scheduler: request.scheduler,
  resolution: { width: request.width, height: request.height },
  loras: toShownLoras(request.loras),
})

export interface RecipeChange {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

/** Where the request differs from what the picture says. */
export function recipeChanges(entry: GalleryEntry, request: GenerationRequest): RecipeChange[] {
  const said = saidBy(entry)
  return Object.entries(askedBy(request))
    .filter(([field, to]) => JSON.stringify(to) !== JSON.stringify(said[field]))
    .map(([field, to]) => ({ field, from: said[field], to }))
}
