import { expect, test } from 'vitest'
import { createNode, createWorkflow, type Latent, type Model, outputOf } from '../index.ts'
import { encodeText } from '../nodes/conditioning.ts'
import { previewImage, saveImage } from '../nodes/images.ts'
import { decodeLatent, emptyLatent } from '../nodes/latents.ts'
import { loadCheckpoint } from '../nodes/loaders.ts'
import { sample } from '../nodes/sampling.ts'

const parts = () => {
  const { model, clip, vae } = loadCheckpoint({ name: 'a.safetensors' })
  const text = encodeText({ clip, text: 'fox' })
  return { model, clip, vae, text }
}

test('an edge of one type does not go where another is wanted', () => {
  const { model, clip, vae, text } = parts()
  const latent = emptyLatent()
  // @ts-expect-error a model is no latent
  sample({ model, positive: text, negative: text, latent: model, seed: 1 })
  // @ts-expect-error a text encoder is no conditioning
  sample({ model, positive: clip, negative: text, latent, seed: 1 })
  // @ts-expect-error a VAE is no model
  sample({ model: vae, positive: text, negative: text, latent, seed: 1 })
  // @ts-expect-error a latent is no image
  saveImage({ images: latent })
  // @ts-expect-error a seed is always wanted
  sample({ model, positive: text, negative: text, latent })
  // @ts-expect-error not even where both come from a node's output by number
  const wrong: Model = outputOf<'LATENT'>(latent.node, 0)
  const right: Latent = outputOf<'LATENT'>(latent.node, 0)
  expect(right).toEqual(wrong)
})

test('a node used twice is one node, and what nothing leads to is left out', () => {
  const { model, vae, text } = parts()
  const latent = emptyLatent()
  const image = decodeLatent({
    samples: sample({ model, positive: text, negative: text, latent, seed: 1 }),
    vae,
  })
  const save = saveImage({ images: image })
  const workflow = createWorkflow([save, previewImage({ images: image })])
  expect(Object.values(workflow.toPrompt()).map((node) => node.class_type)).toEqual([
    'CheckpointLoaderSimple',
    'CLIPTextEncode',
    'EmptyLatentImage',
    'KSampler',
    'VAEDecode',
    'SaveImage',
    'PreviewImage',
  ])
  expect(workflow.outputNodeIds).toEqual(['6', '7'])
  expect(workflow.idOf(save)).toBe('6')
  expect(workflow.idOf(saveImage({ images: image }))).toBeUndefined()
})

test('an array is wrapped, for a bare one would be taken for a link', () => {
  const node = createNode({ classType: 'Custom', inputs: { points: [1, 2], skipped: undefined } })
  expect(createWorkflow([node]).toPrompt()).toEqual({
    '1': {
      class_type: 'Custom',
      inputs: { points: { __value__: [1, 2] } },
      _meta: { title: 'Custom' },
    },
  })
})
