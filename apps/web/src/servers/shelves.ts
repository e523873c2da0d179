import type { Model, Models } from '../api/types.ts'

export interface Shelf {
  readonly title: string
  readonly models: readonly Model[]
}

const kinds = [
  ['base', 'Checkpoints'],
  ['merged', 'Merged checkpoints'],
  ['diffusion', 'Diffusion models'],
  ['lora', 'LoRAs'],
  ['vae', 'VAEs'],
  ['text_encoder', 'Text encoders'],
  ['controlnet', 'ControlNets'],
  ['upscale', 'Upscalers'],
  ['embedding', 'Embeddings'],
] as const satisfies readonly (readonly [Model['category'], string])[]

/** The models by kind whose names have all these words; kinds without any are left out. */
export function shelvesOf(models: Models, search: string): readonly Shelf[] {
  const words = search.toLowerCase().split(/\s+/)
  const fits = ({ path }: Model): boolean =>
    words.every((word) => path.toLowerCase().includes(word))
  return kinds
    .map(([kind, title]) => ({ title, models: models[kind].filter(fits) }))
    .filter((shelf) => shelf.models.length > 0)
}
