import {
  findSaving,
  isSameGraph,
  type PromptGraph,
  parseGraph,
  readNodeCatalog,
  wordsOf,
} from '@darkroom/comfy-graph'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyRequest, edited, recordedCatalog, request } from '../../test/graphs.ts'
import { textToImage } from '../index.ts'
import { workflow } from './graph.ts'

const plain = textToImage(request).toPrompt()
const text = JSON.stringify(plain)

/** The text of the graph that is sent for these inputs. */
const sent = (inputs: object): string =>
  JSON.stringify(
    workflow.open(workflow.inputs.parse(inputs))?.build({ filenamePrefix: 'darkroom' }).toPrompt(),
  )

const issuesOf = (inputs: object): readonly string[] =>
  workflow.inputs
    .safeParse(inputs)
    .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []

test('any text-to-image graph tells its words, and is sent as it is', () => {
  fc.assert(
    fc.property(anyRequest, (any) => {
      const graph = textToImage(any).toPrompt()
      const { batch_size = 1, ...words } = any
      expect(wordsOf(graph)).toEqual({ ...words, batch_size, denoise: 1 })
      expect(sent({ graph: JSON.stringify(graph) })).toBe(JSON.stringify(graph))
      expect(isSameGraph(graph, graph)).toBe(true)
    }),
  )
})

test('inputs are filled with the words of the graph, once changed and ever after', () => {
  const inputs = workflow.inputs.parse({ graph: text, prompt: 'a wolf', seed: -1, steps: 9 })
  expect(inputs).toMatchObject({ prompt: 'a wolf', seed: -1, steps: 9, cfg: 7, sampler: 'euler' })
  expect(workflow.inputs.parse({ ...inputs, seed: 5 })).toMatchObject({ steps: 9, seed: 5 })
  const run = workflow.open({ ...inputs, seed: 5, prompt: 'a drawn wolf' })
  expect(wordsOf(run?.build({ filenamePrefix: 'x' }).toPrompt() ?? {})).toMatchObject({
    prompt: 'a drawn wolf',
    seed: 5,
    steps: 9,
  })
})

test('a graph with values beyond what may be asked is run, and no others are set', () => {
  const wild = text.replace('"steps":4', '"steps":200')
  expect(issuesOf({ graph: wild })).toEqual([])
  expect(issuesOf({ graph: wild, steps: 201 })).toEqual(['steps must be at most 150'])
  expect(
    issuesOf({ graph: text, loras: [{ name: 'a', strength_model: 1, strength_clip: 1 }] }),
  ).toEqual(['loras cannot be set in this graph: they are nodes of it'])
  expect(issuesOf({ graph: text.replace('"batch_size":1', '"batch_size":65') })).toEqual([
    'batch_size must be at most 64',
  ])
  expect(issuesOf({ graph: text, guidance: 3 })).toEqual([
    'guidance cannot be set in this graph: nothing on the way of the prompt sets a guidance',
  ])
})

test.each([
  [
    'what is no graph',
    '{"nodes":[]}',
    /^graph cannot be run: This is a workflow of the ComfyUI editor/,
  ],
  [
    'too many levels',
    `{"1":{"class_type":"X","inputs":{"a":${'['.repeat(99)}${']'.repeat(99)}}}}`,
    /nested deeper than 64/,
  ],
  ['a million brackets', '['.repeat(500_000), /nested deeper than 64/],
  ['half a megabyte', ' '.repeat(600_000), /600000 characters/],
])('%s is refused', (_what, graph, message) => {
  expect(issuesOf({ graph })[0]).toMatch(message)
})

test('names are spelled as the server does, in the graph and in the words', () => {
  const server = recordedCatalog().withChoices('CheckpointLoaderSimple', 'ckpt_name', [
    'BASE\\tiny_base.safetensors',
  ])
  const run = workflow.open(workflow.inputs.parse({ graph: text }))?.spelledFor(server)
  expect(run).toMatchObject({
    model: 'BASE\\tiny_base.safetensors',
    inputs: { model: 'BASE\\tiny_base.safetensors' },
  })
  expect(run?.problems(server)).toEqual([])
  expect(workflow.open(run?.inputs)?.spelledFor(server).inputs).toEqual(run?.inputs)
})

test('a node of a paid service is refused, and named', () => {
  const catalog = readNodeCatalog({
    OpenAIGPTImage1: { input: {}, output: ['IMAGE'], api_node: true },
    SaveImage: {
      input: { required: { images: ['IMAGE'], filename_prefix: ['STRING'] } },
      output_node: true,
    },
  })
  const graph = JSON.stringify({
    '1': { class_type: 'OpenAIGPTImage1', inputs: { prompt: 'a fox' } },
    '2': { class_type: 'SaveImage', inputs: { images: ['1', 0], filename_prefix: '' } },
  })
  expect(workflow.open(workflow.inputs.parse({ graph }))?.problems(catalog)).toMatchObject([
    { code: 'paid_node', nodeId: '1', message: expect.stringContaining('asks a paid service') },
  ])
})

test('files of the server are found by the inputs that take uploads', () => {
  const graph = JSON.stringify({
    ...plain,
    a: { class_type: 'LoadImage', inputs: { image: 'sub\\x.png [output]' } },
    b: { class_type: 'LoadImage', inputs: { image: 'y.png' } },
  })
  expect(workflow.open({ graph })?.files(recordedCatalog())).toMatchObject([
    {
      nodeId: 'a',
      name: 'sub\\x.png [output]',
      filename: 'x.png',
      subfolder: 'sub',
      type: 'output',
    },
    { nodeId: 'b', filename: 'y.png', subfolder: '', type: 'input' },
  ])
})

describe('the picture of a graph', () => {
  const saving = Object.entries(plain).find(([, { class_type: name }]) => name === 'SaveImage')
  const savedBy = (class_type: string, inputs = {}): PromptGraph =>
    edited(plain, { [saving?.[0] ?? '']: { class_type, inputs } })

  test('is saved beside a node that saves in a way of its own', () => {
    const { graph, nodeIds, changes } = findSaving(savedBy('Image Saver', { output_path: 'mine' }))
    expect(changes).toMatchObject([{ from: 'Image Saver', to: 'Image Saver, SaveImage' }])
    expect(graph[nodeIds[0] ?? '']).toEqual({
      class_type: 'SaveImage',
      inputs: { images: saving?.[1].inputs.images },
    })
  })

  test.each([
    ['a film', 'VHS_VideoCombine', { frame_rate: 8 }],
    ['a picture', 'Save Image Extended', {}],
  ])('is what the node makes that saves %s, under a prefix of ours', (_what, name, inputs) => {
    const { graph, nodeIds, changes } = findSaving(savedBy(name, inputs))
    expect({ nodeIds, changes }).toEqual({ nodeIds: [saving?.[0]], changes: [] })
    expect(Object.keys(graph)).toEqual(Object.keys(plain))
  })

  test('need not be there: a graph is run that makes anything at all', () => {
    const problems = (graph: PromptGraph): unknown =>
      workflow.open({ graph: JSON.stringify(graph) })?.problems(recordedCatalog())
    expect(
      problems({
        '1': { class_type: 'SolidMask', inputs: { value: 1, width: 32, height: 32 } },
        '2': { class_type: 'MaskPreview', inputs: { mask: ['1', 0] } },
      }),
    ).toEqual([])
    expect(
      problems({ '1': { class_type: 'SolidMask', inputs: { value: 1, width: 32, height: 32 } } }),
    ).toMatchObject([
      {
        code: 'prompt_no_outputs',
        message: 'The graph has no node that saves or shows anything',
      },
    ])
  })
})

test('a picture sampled for a ControlNet is none of the samplers of the picture', () => {
  const graph = edited(plain, {
    depth: { class_type: 'KSampler', inputs: { ...plain['5']?.inputs, seed: 99, steps: 1 } },
    pixels: { class_type: 'VAEDecode', inputs: { samples: ['depth', 0], vae: ['1', 2] } },
    control: {
      class_type: 'ControlNetApplyAdvanced',
      inputs: { positive: ['2', 0], negative: ['3', 0], image: ['pixels', 0] },
    },
    '5': { inputs: { positive: ['control', 0], negative: ['control', 1] } },
  })
  expect(wordsOf(graph)).toMatchObject({ seed: 11, steps: 4, prompt: request.prompt })
})

test('graphs are the same whatever the ids and titles, and differ by any value or link', () => {
  const renamed = parseGraph(
    text.replaceAll(/"(\d)"/g, '"node $1"').replaceAll(/"title":"[^"]*"/g, '"title":""'),
  )
  expect(isSameGraph(plain, renamed)).toBe(true)
  const other = [
    edited(plain, { '5': { inputs: { cfg: 7.5 } } }),
    edited(plain, { '5': { inputs: { positive: ['3', 0] } } }),
    edited(plain, { more: { class_type: 'PreviewImage', inputs: { images: ['6', 0] } } }),
    edited(plain, { '5': { inputs: { latent_image: ['5', 0] } } }),
  ]
  for (const one of other) expect(isSameGraph(plain, one)).toBe(false)
})
