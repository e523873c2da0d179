import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyRequest, edited, recordedCatalog, request, withModelsOf } from '../../test/graphs.ts'
import {
  createWorkflow,
  type GraphOverrides,
  overrideGraph,
  type PromptGraph,
  parseGraph,
  readGraph,
  textToImage,
  validateGraph,
} from '../index.ts'
import { applyControlNet, encodeText, guide } from '../nodes/conditioning.ts'
import { loadImage, saveImage } from '../nodes/images.ts'
import { decodeLatent, emptyLatent, encodeImage, scaleLatent } from '../nodes/latents.ts'
import { loadCheckpoint, loadControlNet } from '../nodes/loaders.ts'
import {
  basicGuider,
  randomNoise,
  sample,
  sampleWithParts,
  schedule,
  selectSampler,
} from '../nodes/sampling.ts'

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
} as const satisfies GraphOverrides

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

test('each change says where, from what and to what; no change says nothing', () => {
  const { changes, graph } = overrideGraph(textToImage(request).toPrompt(), { seed: 12, steps: 4 })
  expect(changes).toEqual([
    { setting: 'seed', nodeId: '5', nodeClass: 'KSampler', input: 'seed', from: 11, to: 12 },
  ])
  expect(graph['5']?.inputs.seed).toBe(12)
})

test('nothing asked, nothing changed', () => {
  const graph = textToImage(request).toPrompt()
  expect(overrideGraph(graph, {})).toEqual({ graph, changes: [], unapplied: [] })
})

test("a model name is brought into the server's spelling, or refused with the nearest", () => {
  const graph = textToImage(request).toPrompt()
  const windows = catalog.withChoices('CheckpointLoaderSimple', 'ckpt_name', ['sub\\a.safetensors'])
  expect(
    overrideGraph(graph, { model: 'sub/a.safetensors' }, { catalog: windows }).changes,
  ).toMatchObject([{ setting: 'model', to: 'sub\\a.safetensors' }])
  const refused = overrideGraph(
    graph,
    { model: 'sub/b.safetensors', seed: 1 },
    { catalog: windows },
  )
  expect(refused.unapplied).toMatchObject([{ setting: 'model', nearest: ['sub\\a.safetensors'] }])
  expect(refused.changes).toHaveLength(1)
})

test('a seed too large for JavaScript is reported by its digits, and left exact when it stays', () => {
  const text = JSON.stringify(textToImage(request).toPrompt()).replace(
    '"seed":11',
    '"seed":18446744073709551557',
  )
  const graph = parseGraph(text)
  expect(overrideGraph(graph, { seed: 3 }).changes).toMatchObject([
    { from: '18446744073709551557', to: 3 },
  ])
  expect(JSON.stringify(overrideGraph(graph, { steps: 3 }).graph)).toContain('18446744073709551557')
})

describe('a value that comes over a link', () => {
  const linked = (source: Partial<PromptGraph[string]>): PromptGraph =>
    edited(textToImage(request).toPrompt(), {
      '5': { inputs: { seed: ['20', 0] } },
      '20': source,
      '21': { class_type: 'Reroute', inputs: { value: ['20', 0] } },
    })

  test('is changed where it stands, so that all who take it from there change together', () => {
    const graph = linked({ class_type: 'PrimitiveInt', inputs: { value: 5 } })
    expect(overrideGraph(graph, { seed: 8 }).changes).toMatchObject([
      { nodeId: '20', input: 'value', from: 5, to: 8 },
    ])
  })

  test('is replaced at the sampler when nodes on the way compute it', () => {
    const graph = linked({ class_type: 'Sum', inputs: { a: ['1', 0], b: 2 } })
    expect(overrideGraph(graph, { seed: 8 }).changes).toMatchObject([
      { nodeId: '5', input: 'seed', from: ['20', 0], to: 8 },
    ])
  })

  test('is replaced where it is used when its source is the value of something else too', () => {
    const graph = edited(textToImage(request).toPrompt(), {
      '4': { inputs: { width: ['20', 0], height: ['20', 0] } },
      '20': { class_type: 'PrimitiveInt', inputs: { value: 512 } },
    })
    expect(overrideGraph(graph, { width: 64, height: 128 }).changes).toMatchObject([
      { nodeId: '4', input: 'width', to: 64 },
      { nodeId: '4', input: 'height', to: 128 },
    ])
  })
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

test('several different texts are left alone, for any choice among them would be a guess', () => {
  const graph = edited(textToImage(request).toPrompt(), {
    '5': { inputs: { positive: ['20', 0] } },
    '20': {
      class_type: 'ConditioningCombine',
      inputs: { conditioning_1: ['2', 0], conditioning_2: ['21', 0] },
    },
    '21': { class_type: 'CLIPTextEncode', inputs: { text: 'a second text', clip: ['1', 1] } },
  })
  const { graph: same, unapplied } = overrideGraph(graph, { prompt: 'wolf' })
  expect(same).toEqual(graph)
  expect(unapplied).toMatchObject([
    { setting: 'prompt', reason: expect.stringContaining('2 different') },
  ])
})

test('the one text that serves as prompt and as negative is not made negative', () => {
  const graph = edited(textToImage(request).toPrompt(), { '5': { inputs: { negative: ['2', 0] } } })
  const { changes, unapplied } = overrideGraph(graph, { prompt: 'wolf', negative_prompt: 'dull' })
  expect(changes.map(({ setting }) => setting)).toEqual(['prompt'])
  expect(unapplied.map(({ setting }) => setting)).toEqual(['negative_prompt'])
})

test('both texts of an SDXL encoder are changed', () => {
  const graph = edited(textToImage(request).toPrompt(), {
    '2': { class_type: 'CLIPTextEncodeSDXL', inputs: { text: null, text_g: 'a', text_l: 'b' } },
  })
  expect(overrideGraph(graph, { prompt: 'c' }).changes.map(({ input }) => input)).toEqual([
    'text_g',
    'text_l',
  ])
})

test('a graph without a sampler says so for each setting', () => {
  const graph = readGraph({ a: { class_type: 'LoadImage', inputs: { image: 'x' } } })
  expect(overrideGraph(graph, all).unapplied).toHaveLength(Object.keys(all).length)
})

test('circles of links end', () => {
  const graph = edited(textToImage(request).toPrompt(), {
    '5': { inputs: { latent_image: ['30', 0], positive: ['31', 0], model: ['32', 0] } },
    '30': { class_type: 'X', inputs: { samples: ['30', 0] } },
    '31': { class_type: 'Y', inputs: { conditioning: ['31', 0] } },
    '32': { class_type: 'Z', inputs: { model: ['32', 0] } },
  })
  expect(overrideGraph(graph, all).unapplied.map(({ setting }) => setting)).toEqual([
    'prompt',
    'model',
    'width',
    'height',
  ])
})
