import type { ModelLists, SamplerLists } from '@darkroom/generation'
import type { Recipe } from '@darkroom/recipe'

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

/** ComfyUI's word for a method that other programs write with capitals, plus signs and spaces. */
const plainWord = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll('++', 'pp')
    .replace(/^k_/, '')
    .replace(/[\s-]+/g, '_')
    .replace(/_a$/, '_ancestral')
    .replace(/^dpm2/, 'dpm_2')
    .replace(/^unipc/, 'uni_pc')

const schedulerWords: Readonly<Record<string, string>> = {
  automatic: 'normal',
  ddim: 'ddim_uniform',
  native: 'normal',
  uniform: 'normal',
}

function methodNamed(word: string, methods: readonly string[]): string {
  const plain = plainWord(word)
  const method = methods.includes(plain) ? plain : (schedulerWords[plain] ?? plain)
  return !methods.includes(word) && methods.includes(method) ? method : word
}

/** Puts a recipe of another program into our servers' words. Names that they do not have stay as they were. */
export const inServersWords = (
  recipe: Recipe,
  { models, loras, samplers, schedulers }: KnownNames,
): Recipe => ({
  ...recipe,
  model: fileNamed(recipe.model, models),
  sampler: methodNamed(recipe.sampler, samplers),
  scheduler: methodNamed(recipe.scheduler, schedulers),
  loras: recipe.loras.map((lora) => ({ ...lora, name: fileNamed(lora.name, loras) })),
})
