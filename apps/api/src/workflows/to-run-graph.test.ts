import { expect, test } from 'vitest'
import { mergeInputs } from './merge-inputs.ts'
import { toRunGraphs, WorkflowInputsError } from './to-run-graph.ts'
import { understand } from './understand.ts'
import { readDocument, WorkflowFormatError } from './workflow-document.ts'

/** A sampler whose seed has 3 bits, as `object_info` tells it. */
const sampler = {
  input: {
    required: { seed: ['INT', { default: 0, min: 0, max: 7 }], steps: ['INT', { min: 1 }] },
  },
  output: ['LATENT'],
  output_node: false,
}
const understood = () =>
  understand(
    readDocument('{"3": {"class_type": "KSampler", "inputs": {"seed": 5, "steps": 4}}}'),
    new Map([['one', { KSampler: sampler }]]),
  )
const run = (values: Record<string, unknown>) =>
  toRunGraphs(understood().readings, values)[0]?.graph['3']?.inputs

test('a seed that is drawn is within the bounds of its input, however it is asked for', () => {
  const seeds = Array.from({ length: 60 }, (_, index) => run({ seed: index % 2 ? -1 : '-1' })?.seed)
  expect(
    seeds.every((seed) => Number.isInteger(seed) && Number(seed) >= 0 && Number(seed) <= 7),
  ).toBe(true)
  expect(new Set(seeds).size).toBeGreaterThan(2)
  expect(run({ steps: 9 })).toEqual({ seed: 5, steps: 9 })
})

/** A loader whose server has these models. */
const loader = (...models: readonly string[]) => ({
  input: { required: { ckpt_name: [models, {}] } },
  output: ['MODEL'],
  output_node: false,
})
const saver = { input: { required: { samples: ['LATENT', {}] } }, output: [], output_node: true }
const pool = (servers: Readonly<Record<string, ReturnType<typeof loader>>>) =>
  understand(
    readDocument(
      JSON.stringify({
        3: { class_type: 'KSampler', inputs: { seed: 3, steps: 4, model: ['4', 0] } },
        4: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'a.safetensors' } },
        9: { class_type: 'SaveLatent', inputs: { samples: ['3', 0] } },
      }),
    ),
    new Map(
      Object.entries(servers).map(([name, one]) => [
        name,
        { CheckpointLoaderSimple: one, KSampler: sampler, SaveLatent: saver },
      ]),
    ),
  )

test('a model that one server alone has can be asked for, and servers that say the same read it once', () => {
  const { readings } = pool({
    one: loader('a.safetensors'),
    two: loader('a.safetensors'),
    three: loader('b.safetensors'),
  })
  expect(readings.map(({ servers }) => servers)).toEqual([['one', 'two'], ['three']])
  const { inputs } = mergeInputs([
    readings[0].found,
    ...readings.slice(1).map(({ found }) => found),
  ])
  const model = inputs.find(({ type }) => type === 'model')
  expect(model?.choices).toEqual(['a.safetensors', 'b.safetensors'])
  const graphs = toRunGraphs(readings, { '4.ckpt_name': 'B.safetensors', seed: -1 })
  expect(graphs.map(({ servers }) => servers)).toEqual([['three']])
  expect(graphs[0]?.graph['4']?.inputs.ckpt_name).toBe('b.safetensors')
  expect(() => toRunGraphs(readings, { '4.ckpt_name': 'c.safetensors' })).toThrow('has no choice')
})

test('what is drawn is the same for every server, so that equal graphs are one', () => {
  const { readings } = pool({ one: loader('a.safetensors'), two: loader('a.safetensors', 'b') })
  const graphs = toRunGraphs(readings, { seed: -1 })
  expect(graphs.map(({ servers }) => servers)).toEqual([['one', 'two']])
  expect(graphs.map(({ drawn }) => drawn)).toEqual([{ seed: graphs[0]?.graph['3']?.inputs.seed }])
  expect(toRunGraphs(readings, { '3.seed': -1 })[0]?.drawn).toEqual({
    '3.seed': expect.any(Number),
  })
  expect(toRunGraphs(readings, { seed: 4 })[0]?.drawn).toEqual({})
})

test('hundreds of unknown names are all told, and similar ones proposed for those that are read', () => {
  const values = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`step${index}`, 1]))
  expect(() => run(values)).toThrow(WorkflowInputsError)
  try {
    run(values)
  } catch (error) {
    const { problems } = error instanceof WorkflowInputsError ? error : { problems: [] }
    expect(problems).toHaveLength(400)
    expect(problems.filter(({ nearest }) => nearest.length > 0)).toHaveLength(20)
  }
})

test.each([
  [
    'nodes',
    { nodes: Array.from({ length: 5001 }, (_, id) => ({ id, type: 'Note' })), links: [] },
    /5001 nodes/,
  ],
  [
    'classes',
    Object.fromEntries(Array.from({ length: 501 }, (_, id) => [id, { class_type: `C${id}` }])),
    /501 classes/,
  ],
])(
  'more %s than anybody draws are refused before anything is made of them',
  (_, workflow, message) => {
    expect(() => readDocument(JSON.stringify(workflow))).toThrow(message)
    expect(() => readDocument(JSON.stringify(workflow))).toThrow(WorkflowFormatError)
  },
)
