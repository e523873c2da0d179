import type { ModelLists, SamplerLists } from '@darkroom/generation'
import { canonicalSampler, canonicalScheduler, type Recipe } from '@darkroom/recipe'

/** The names that the servers have. */
export interface KnownNames {
  readonly models: readonly string[]
  readonly loras: readonly string[]
  readonly samplers: readonly string[]
  readonly schedulers: readonly string[]
}

export const toKnownNames = (
  { base, merged, lora }: ModelLists,
  { samplers, schedulers }: SamplerLists,
): KnownNames => ({
  models: [...base, ...merged].map(({ filename }) => filename),
  loras: lora.map(({ filename }) => filename),
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

/** Puts a recipe of another program into our servers' words. Names that they do not have stay as they were. */
export const inServersWords = (
  recipe: Recipe,
  { models, loras, samplers, schedulers }: KnownNames,
): Recipe => ({
  ...recipe,
  model: fileNamed(recipe.model, models),
  sampler: methodNamed(recipe.sampler, canonicalSampler(recipe.sampler).sampler, samplers),
  scheduler: methodNamed(recipe.scheduler, canonicalScheduler(recipe.scheduler), schedulers),
  loras: recipe.loras.map((lora) => ({ ...lora, name: fileNamed(lora.name, loras) })),
})
