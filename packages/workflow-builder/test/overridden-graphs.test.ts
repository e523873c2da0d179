import { overrideGraph, validateGraph } from '@darkroom/comfy-graph'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWorkflow, textToImage } from '../src/index.ts'
import { applyControlNet, encodeText, guide } from '../src/nodes/conditioning.ts'
import { loadImage, saveImage } from '../src/nodes/images.ts'
import { decodeLatent, emptyLatent, encodeImage, scaleLatent } from '../src/nodes/latents.ts'
import { loadCheckpoint, loadControlNet } from '../src/nodes/loaders.ts'
import {
  basicGuider,
  randomNoise,
  sample,
  sampleWithParts,
  schedule,
  selectSampler,
} from '../src/nodes/sampling.ts'
import { anyRequest, recordedCatalog, request, withModelsOf } from './graphs.ts'

const catalog = recordedCatalog()
const all = {
  prompt: 'new',
  negative_prompt: 'ugly',
  seed: 7,
  steps: 9,
  cfg: 3,
  sampler: 'ddim',
  scheduler: 'karras',
  model: 'broken.safetensors',
  width: 64,
  height: 72,
}

test('overriding everything is the same as building it so, whatever the LoRAs', () => {
  fc.assert(
    fc.property(anyRequest, anyRequest, (before, after) => {
      const { loras, batch_size, resolution, ...settings } = after
      const overrides = { ...settings, ...resolution }
      const { graph, unapplied } = overrideGraph(textToImage(before).toPrompt(), overrides)
      const wanted = { ...before, ...settings, resolution }
      expect(unapplied).toEqual([])
      expect(graph).toEqual(textToImage(wanted).toPrompt())
    }),
  )
})

test('what is overridden still validates', () => {
  fc.assert(
    fc.property(anyRequest, (any) => {
      const graph = overrideGraph(textToImage(request).toPrompt(), { ...any }).graph
      expect(validateGraph(graph, withModelsOf(catalog, any))).toEqual([])
    }),
  )
})

describe('a picture that is refined in a second pass', () => {
  const { model, clip, vae } = loadCheckpoint({ name: 'a' })
  const positive = encodeText({ clip, text: 'fox' })
  const negative = encodeText({ clip, text: 'bad' })
  const common = { model, positive, negative, seed: 5 }
  const first = sample({ ...common, latent: emptyLatent(), steps: 20 })
  const larger = scaleLatent({ samples: first, width: 2048, height: 2048 })
  const second = sample({ ...common, latent: larger, steps: 10, denoise: 0.5 })
  const workflow = createWorkflow([saveImage({ images: decodeLatent({ samples: second, vae }) })])

  test('takes the new seed in both passes and keeps its own number of steps', () => {
    const { changes } = overrideGraph(workflow.toPrompt(), { seed: 6, steps: 30, width: 512 })
    const ids = [first, second].map(({ node }) => workflow.idOf(node))
    expect(changes.filter(({ setting }) => setting === 'seed').map(({ nodeId }) => nodeId)).toEqual(
      ids,
    )
    expect(
      changes.filter(({ setting }) => setting === 'steps').map(({ nodeId }) => nodeId),
    ).toEqual([ids[0]])
    expect(changes.filter(({ setting }) => setting === 'width')).toMatchObject([
      { nodeClass: 'EmptyLatentImage', from: 1024 },
    ])
  })

  test('has the same prompt in both passes, changed once', () => {
    const { changes } = overrideGraph(workflow.toPrompt(), {
      prompt: 'wolf',
      negative_prompt: 'dull',
    })
    expect(changes).toMatchObject([
      { nodeId: workflow.idOf(positive.node), from: 'fox' },
      { nodeId: workflow.idOf(negative.node), from: 'bad' },
    ])
  })
})

test('a sampler put together from parts is understood', () => {
  const { model, clip, vae } = loadCheckpoint({ name: 'a' })
  const conditioning = guide({ conditioning: encodeText({ clip, text: 'fox' }) })
  const { latent } = sampleWithParts({
    noise: randomNoise({ seed: 1 }),
    guider: basicGuider({ model, conditioning }),
    sampler: selectSampler(),
    sigmas: schedule({ model }),
    latent: emptyLatent(),
  })
  const workflow = createWorkflow([saveImage({ images: decodeLatent({ samples: latent, vae }) })])
  const { graph, changes, unapplied } = overrideGraph(workflow.toPrompt(), all, { catalog })
  expect(changes.map(({ setting, nodeClass }) => [setting, nodeClass])).toEqual([
    ['prompt', 'CLIPTextEncode'],
    ['seed', 'RandomNoise'],
    ['steps', 'BasicScheduler'],
    ['sampler', 'KSamplerSelect'],
    ['scheduler', 'BasicScheduler'],
    ['model', 'CheckpointLoaderSimple'],
    ['width', 'EmptyLatentImage'],
    ['height', 'EmptyLatentImage'],
  ])
  expect(unapplied.map(({ setting }) => setting)).toEqual(['negative_prompt', 'cfg'])
  expect(validateGraph(graph, catalog)).toEqual([])
})

test('a control net passes positive and negative through without mixing them up', () => {
  const { model, clip, vae } = loadCheckpoint({ name: 'a' })
  const { image } = loadImage({ name: 'x.png' })
  const controlled = applyControlNet({
    positive: encodeText({ clip, text: 'fox' }),
    negative: encodeText({ clip, text: 'bad' }),
    controlNet: loadControlNet({ name: 'c' }),
    image,
  })
  const samples = sample({ model, ...controlled, latent: encodeImage({ image, vae }), seed: 1 })
  const workflow = createWorkflow([saveImage({ images: decodeLatent({ samples, vae }) })])
  const { changes, unapplied } = overrideGraph(workflow.toPrompt(), {
    prompt: 'wolf',
    negative_prompt: 'dull',
    width: 8,
  })
  expect(changes.map(({ from, to }) => [from, to])).toEqual([
    ['fox', 'wolf'],
    ['bad', 'dull'],
  ])
  expect(unapplied).toMatchObject([{ setting: 'width', reason: expect.stringContaining('image') }])
})
