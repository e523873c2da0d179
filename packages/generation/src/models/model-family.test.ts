import { expect, test } from 'vitest'
import { describeModel } from './model-family.ts'

test('a model that paints is told with the values that suit its variant', () => {
  const model = { filename: 'ponyDiffusionV6XL.safetensors', category: 'base' } as const
  expect(describeModel(model, {})).toEqual({
    family: 'sdxl',
    variant: 'illustrious',
    about: {
      title: 'Illustrious, NoobAI and Pony',
      multiple: 8,
      refuses: { guidance: expect.stringContaining('follows cfg') },
      cannot: { edit: expect.stringContaining('no reference pictures') },
    },
    recommended: {
      steps: 28,
      cfg: 5,
      sampler: 'euler_ancestral',
      scheduler: 'normal',
      resolution: { width: 1024, height: 1024 },
    },
  })
  const diffusion = { filename: 'flux1-dev-fp8.safetensors', category: 'diffusion' } as const
  expect(describeModel(diffusion, {})).toMatchObject({
    family: 'flux1',
    variant: 'dev',
    about: {
      title: 'FLUX.1 dev',
      refuses: { negative_prompt: expect.any(String), cfg: expect.any(String) },
    },
    recommended: { cfg: 1, guidance: 3.5 },
  })
})

test('of a file that paints nothing the family is told, and of a stranger not even that', () => {
  const lora = { filename: 'ink.safetensors', category: 'lora' } as const
  const metadata = { ss_base_model_version: 'sdxl_base_v1-0' }
  expect(describeModel(lora, metadata)).toEqual({ family: 'sdxl' })
  expect(describeModel(lora, {})).toEqual({ family: 'unknown' })
})
