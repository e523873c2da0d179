import { expect, it } from 'vitest'
import { picturesOf } from './pictures-of.ts'

const words = { prompt: 'a lighthouse', model: 'base/one.safetensors', seed: 5, steps: 20 }
const image = { gallery: 'm3XhZk0aQ9c2Lr7T' }

it('the pictures of a picture go into the form, and what was said of them', () => {
  const inputs = { ...words, image, denoise: 0.5 }
  expect(picturesOf({ name: 'image-to-image-flux1', inputs })).toEqual({ image, denoise: 0.5 })
  const references = [image, { upload: 'a'.repeat(64) }]
  expect(picturesOf({ name: 'edit-qwen', inputs: { ...words, references } })).toEqual({
    references,
  })
  const control = [{ type: 'canny', image, strength: 0.8 }]
  expect(picturesOf({ name: 'controlnet-sd', inputs: { ...words, control } })).toEqual({ control })
  const mask = { upload: 'b'.repeat(64) }
  const painted = { ...words, image, mask, grow_mask: 6, denoise: 0.9 }
  expect(picturesOf({ name: 'inpaint-sd', inputs: painted })).toEqual({
    ...{ image, mask, grow_mask: 6, denoise: 0.9 },
  })
})

it('what a picture was enlarged or changed by is said where its words alone do not say it', () => {
  const upscale = { factor: 2 }
  expect(picturesOf({ name: 'upscale', inputs: { image, upscale } })).toEqual({
    ...{ workflow: 'upscale', image, upscale },
  })
})

it('no picture went into one of words, of another workflow, or of which nothing is told', () => {
  expect(picturesOf({ name: 'text-to-image-sd', inputs: words })).toEqual({})
  expect(picturesOf({ name: 'portrait', inputs: { ...words, image } })).toEqual({})
  expect(picturesOf({ name: 'graph', inputs: { image } })).toEqual({})
  expect(picturesOf(null)).toEqual({})
})
