import type { Model, Models } from '@darkroom/door-ports'
import type { ModelCategory, ModelEntry } from '@darkroom/generation'
import type { Services } from '../services.ts'
import { told } from './house-jobs.ts'

const kinds: readonly ModelCategory[] = [
  'base',
  'merged',
  'diffusion',
  'lora',
  'vae',
  'text_encoder',
  'controlnet',
  'upscale',
  'embedding',
]

const toModel = ({ filename, displayName, category, servers }: ModelEntry): Model => ({
  filename,
  displayName,
  kind: category,
  servers,
})

/** What the servers have, for doors. */
export const houseModels = ({ generation }: Pick<Services, 'generation'>): Models => ({
  list: ({ refresh = false } = {}) =>
    told(async () => {
      const lists = await generation.models({ refresh })
      return kinds.flatMap((kind) => lists[kind].map(toModel))
    }),
  details: ({ kind, filename }) =>
    told(async () => {
      const details = await generation.modelDetails(kind, filename)
      const { family, metadata, recommended, about } = details
      return { ...toModel(details), family, metadata, recommended, cannot: about?.cannot }
    }),
  samplers: () => told(() => generation.samplers()),
})
