import { describe, expect, test } from 'vitest'
import { edited, recordedCatalog, textToImage } from '../../test/graphs.ts'
import {
  type GraphOverrides,
  overrideGraph,
  type PromptGraph,
  parseGraph,
  readGraph,
} from '../index.ts'

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

test('each change says where, from what and to what; no change says nothing', () => {
  const { changes, graph } = overrideGraph(textToImage, { seed: 12, steps: 4 })
  expect(changes).toEqual([
    { setting: 'seed', nodeId: '5', nodeClass: 'KSampler', input: 'seed', from: 11, to: 12 },
  ])
  expect(graph['5']?.inputs.seed).toBe(12)
})

test('nothing asked, nothing changed', () => {
  const graph = textToImage
  expect(overrideGraph(graph, {})).toEqual({ graph, changes: [], unapplied: [] })
})

test("a model name is brought into the server's spelling, or refused with the nearest", () => {
  const graph = textToImage
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
  const text = JSON.stringify(textToImage).replace('"seed":11', '"seed":18446744073709551557')
  const graph = parseGraph(text)
  expect(overrideGraph(graph, { seed: 3 }).changes).toMatchObject([
    { from: '18446744073709551557', to: 3 },
  ])
  expect(JSON.stringify(overrideGraph(graph, { steps: 3 }).graph)).toContain('18446744073709551557')
})

describe('a value that comes over a link', () => {
  const linked = (source: Partial<PromptGraph[string]>): PromptGraph =>
    edited(textToImage, {
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
    const graph = edited(textToImage, {
      '4': { inputs: { width: ['20', 0], height: ['20', 0] } },
      '20': { class_type: 'PrimitiveInt', inputs: { value: 512 } },
    })
    expect(overrideGraph(graph, { width: 64, height: 128 }).changes).toMatchObject([
      { nodeId: '4', input: 'width', to: 64 },
      { nodeId: '4', input: 'height', to: 128 },
    ])
  })
})

test('several different texts are left alone, for any choice among them would be a guess', () => {
  const graph = edited(textToImage, {
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
  const graph = edited(textToImage, { '5': { inputs: { negative: ['2', 0] } } })
  const { changes, unapplied } = overrideGraph(graph, { prompt: 'wolf', negative_prompt: 'dull' })
  expect(changes.map(({ setting }) => setting)).toEqual(['prompt'])
  expect(unapplied.map(({ setting }) => setting)).toEqual(['negative_prompt'])
})

test('both texts of an SDXL encoder are changed', () => {
  const graph = edited(textToImage, {
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
  const graph = edited(textToImage, {
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
