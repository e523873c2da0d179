/**
 * The `__metadata__` in the headers of models whose publishers write one. Most repackaged files have none or say `pt`;
 * of those only the name tells what they are.
 */
const architectures: readonly (readonly [RegExp, string])[] = [
  [/flux1-schnell/i, 'Flux.1-schnell'],
  [/flux1?-?(?:dev|fill|canny|depth)/i, 'Flux.1-dev'],
  [/^sd_xl_refiner/i, 'stable-diffusion-xl-v1-refiner'],
  [/^sd_xl/i, 'stable-diffusion-xl-v1-base'],
  [/^sd3\.5_large/i, 'stable-diffusion-v3.5-large'],
  [/inpainting-ema/i, 'stable-diffusion-v2-inpainting'],
]

/** Models whose files say nothing of themselves. */
const plain = /qwen|z_image|chroma|hidream|lumina|wan|flux[-_]?2|kontext|lora/i

/** Folders whose files paint, or change how others paint. */
const painting: ReadonlySet<string> = new Set(['checkpoints', 'diffusion_models', 'loras'])

/** The texts in the header of a model file; undefined for a file without any. */
export const headerOf = (
  folder: string,
  name: string,
): Readonly<Record<string, string>> | undefined => {
  if (!name.endsWith('.safetensors')) return undefined
  const title = name.replace(/^.*[/\\]/, '').replace('.safetensors', '')
  if (!painting.has(folder) || plain.test(title)) return { format: 'pt' }
  const known = architectures.find(([pattern]) => pattern.test(title))?.[1]
  const architecture = known ?? 'stable-diffusion-v1'
  return { 'modelspec.title': title, 'modelspec.architecture': architecture }
}
