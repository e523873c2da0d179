import { expect, test } from 'vitest'
import { toRunGraph, WorkflowInputsError } from './to-run-graph.ts'
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
const run = (values: Record<string, unknown>) => {
  const workflow = understood()
  return toRunGraph(workflow, workflow.found, values)['3']?.inputs
}

test('a seed that is drawn is within the bounds of its input, however it is asked for', () => {
  const seeds = Array.from({ length: 60 }, (_, index) => run({ seed: index % 2 ? -1 : '-1' })?.seed)
  expect(
    seeds.every((seed) => Number.isInteger(seed) && Number(seed) >= 0 && Number(seed) <= 7),
  ).toBe(true)
  expect(new Set(seeds).size).toBeGreaterThan(2)
  expect(run({ steps: 9 })).toEqual({ seed: 5, steps: 9 })
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
