import { expect, test } from 'vitest'
import { readAsked } from '../request/asked-schema.ts'
import { kontext, sdxl } from '../testing/open-door.ts'
import { toWords } from './asked-words.ts'
import { wordsForModel } from './words-for-model.ts'

const methods = { samplers: ['euler', 'My/Sampler'], schedulers: ['normal'] }
const image = { upload: 'a' }

const words = (
  fields: Readonly<Record<string, unknown>>,
  model: Parameters<typeof wordsForModel>[1]['model'] = sdxl,
  pictures: Parameters<typeof wordsForModel>[1]['pictures'] = { images: [] },
) => {
  const asked = readAsked({ prompt: 'a fox', ...fields })
  const {
    model: _,
    prompt,
    ...others
  } = wordsForModel(toWords(asked, methods), {
    model,
    quality: asked.quality,
    pictures,
  })
  return others
}

test('what is not said is left to the family of the model', () => {
  expect(words({ size: 'auto', quality: 'auto', seed: -1 })).toEqual({})
})

test('a guidance scale is whichever guidance the model has', () => {
  expect(words({ guidance_scale: 5 })).toEqual({ cfg: 5 })
  expect(words({ guidance_scale: 5 }, kontext)).toEqual({ guidance: 5 })
  expect(words({ guidance_scale: 5, cfg: 3 })).toEqual({ cfg: 3 })
  expect(words({ cfg: 3 }, kontext)).toEqual({ cfg: 3 })
})

test('the words of other programs are understood', () => {
  expect(words({ num_inference_steps: '12', width: 500, height: 1000, strength: 0.4 })).toEqual({
    steps: 12,
    resolution: { width: 504, height: 1000 },
    denoise: 0.4,
  })
  expect(words({ sampler: 'My/Sampler', scheduler: 'SGM Uniform' })).toEqual({
    sampler: 'My/Sampler',
    scheduler: 'sgm_uniform',
  })
})

test('said steps count before a quality', () => {
  expect(words({ quality: 'low' })).toEqual({ steps: 10 })
  expect(words({ quality: 'low', steps: 25 })).toEqual({ steps: 25 })
})

test('a model that edits starts from a picture where there is a mask or a strength', () => {
  expect(words({}, kontext, { images: [image] })).toEqual({ references: [image] })
  expect(words({ strength: 0.5 }, kontext, { images: [image] })).toEqual({ image, denoise: 0.5 })
  expect(words({}, kontext, { images: [image], mask: image })).toEqual({
    image,
    mask: image,
    mask_mode: 'transparent',
  })
  const two = { images: [image, image], mask: image }
  expect(() => words({}, kontext, two)).toThrow('image must be one picture where there is a mask.')
})

test('a model of which nothing is known starts from the picture', () => {
  const unknown = { filename: 'mine.safetensors' }
  expect(words({}, unknown, { images: [image] })).toEqual({ image })
})
