import type { ModelLists, SamplerLists } from '@darkroom/generation'
import {
  canonicalSampler,
  canonicalScheduler,
  type FoundRecipe,
  foundRecipeSchema,
} from '@darkroom/recipe'

/** The names that the servers have. */
export interface KnownNames {
  readonly models: readonly string[]
  readonly loras: readonly string[]
  readonly vaes: readonly string[]
  readonly textEncoders: readonly string[]
  readonly samplers: readonly string[]
  readonly schedulers: readonly string[]
}

export const toKnownNames = (
  { base, merged, diffusion, lora, vae, text_encoder }: ModelLists,
  { samplers, schedulers }: SamplerLists,
): KnownNames => ({
  models: [...base, ...merged, ...diffusion].map(({ filename }) => filename),
  loras: lora.map(({ filename }) => filename),
  vaes: vae.map(({ filename }) => filename),
  textEncoders: text_encoder.map(({ filename }) => filename),
  samplers,
  schedulers,
})

/** The name that other programs use: `base\Dream.safetensors` → `dream`. */
const stemOf = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? name)
    .replace(/\.(?:safetensors|ckpt|pt|pth|bin|gguf|sft)$/i, '')
    .toLowerCase()

/** The file of that name in any folder and with any ending, if only one has it; else the name as it was. */
export function fileNamed(name: string, files: readonly string[]): string {
  if (files.includes(name)) return name
  const [file, ...others] = files.filter((each) => stemOf(each) === stemOf(name))
  return file === undefined || others.length > 0 ? name : file
}

/** The word if a server knows it, or the common name for it if a server knows that. */
const methodNamed = (word: string, common: string, methods: readonly string[]): string =>
  !methods.includes(word) && methods.includes(common) ? common : word

/**
 * Puts a recipe of another program into our servers' words. Names that they do not have stay as they were, but for those of
 * VAE and text encoders, which are found by the family of the model then.
 */
export function inServersWords(
  recipe: FoundRecipe,
  { models, loras, vaes, textEncoders, samplers, schedulers }: KnownNames,
): FoundRecipe {
  const { model, sampler, scheduler, loras: asked, vae, text_encoders: encoders, ...same } = recipe
  const here = (names: readonly string[], files: readonly string[]): string[] | undefined => {
    const found = names.map((name) => fileNamed(name, files))
    return found.every((name) => files.includes(name)) ? found : undefined
  }
  return withoutUndefined({
    ...same,
    model: model && fileNamed(model, models),
    sampler: sampler && methodNamed(sampler, canonicalSampler(sampler).sampler, samplers),
    scheduler: scheduler && methodNamed(scheduler, canonicalScheduler(scheduler), schedulers),
    loras: asked?.map((lora) => ({ ...lora, name: fileNamed(lora.name, loras) })),
    vae: vae && here([vae], vaes)?.[0],
    text_encoders: encoders && here(encoders, textEncoders),
  })
}

const withoutUndefined = (recipe: FoundRecipe): FoundRecipe =>
  foundRecipeSchema.parse(
    Object.fromEntries(Object.entries(recipe).filter(([, value]) => value !== undefined)),
  )
