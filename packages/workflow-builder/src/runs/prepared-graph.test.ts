import {
  asLink,
  type NewInput,
  type PromptGraph,
  setInputs,
  spelledGraph,
  validateGraph,
  wordsOf,
} from '@darkroom/comfy-graph'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { edited, recordedCatalog, request, withModelsOf } from '../../test/graphs.ts'
import { textToImage } from '../index.ts'
import { workflow } from '../workflows/graph.ts'
import { filesOf } from './files-of.ts'
import { withPlaced } from './placed-values.ts'
import { PreparedGraph, prepareGraph } from './prepared-graph.ts'

const server = withModelsOf(recordedCatalog(), request)

const plain = textToImage({
  ...request,
  loras: [{ name: 'ink', strength_model: 1, strength_clip: 1 }],
}).toPrompt()
const samplerOf = (graph: PromptGraph): string =>
  Object.keys(graph).find((id) => graph[id]?.class_type === 'KSampler') ?? ''
const sampler = samplerOf(plain)

/** The same with a seed from a primitive, a second sampler behind, a picture, and a switch between two numbers of steps. */
const rich: PromptGraph = edited(plain, {
  [sampler]: { inputs: { seed: ['p', 0], steps: ['s', 0] } },
  p: { class_type: 'PrimitiveInt', inputs: { value: 3 } },
  s: { class_type: 'ComfySwitchNode', inputs: { switch: false, on_true: 8, on_false: 30 } },
  again: {
    class_type: 'KSampler',
    inputs: { ...plain[sampler]?.inputs, latent_image: [sampler, 0], seed: 3, denoise: 0.5 },
  },
  picture: { class_type: 'LoadImage', inputs: { image: 'one.png' } },
})

const placesOf = (graph: PromptGraph) =>
  Object.entries(graph).flatMap(([nodeId, { inputs }]) =>
    Object.entries(inputs).flatMap(([input, value]) =>
      asLink(value) === undefined ? [{ nodeId, input, value }] : [],
    ),
  )

const anyValue = (like: unknown) => {
  if (typeof like === 'boolean') return fc.boolean()
  if (typeof like === 'number') {
    return fc.oneof(
      fc.integer({ min: 0, max: 3_000 }),
      // JSON knows no −0.
      fc.double({ noNaN: true, min: -1, max: 40 }).map((number) => number + 0),
      fc.maxSafeNat(),
    )
  }
  return fc.constantFrom(
    'euler',
    'EULER',
    'karras',
    request.model,
    'a fox',
    'two.png',
    'a [output]',
    '',
  )
}

const changesTo = (graph: PromptGraph): fc.Arbitrary<readonly NewInput[]> =>
  fc
    .subarray(placesOf(graph), { maxLength: 4 })
    .chain((places) =>
      fc.tuple(
        ...places.map(({ nodeId, input, value }) =>
          anyValue(value).map((to): NewInput => ({ nodeId, input, to })),
        ),
      ),
    )

test.each([
  ['a plain graph', plain],
  ['a graph with a primitive, a switch and two samplers', rich],
])('%s with values at its places is told as the graph made whole', (_, graph) => {
  const prepared = new PreparedGraph(graph)
  fc.assert(
    fc.property(changesTo(graph), (changes) => {
      const set = withPlaced({}, changes)
      const whole = setInputs(graph, changes)
      expect(prepared.wordsWith(set)).toEqual(wordsOf(whole))
      const judged = prepared.problems(server, { placed: set, others: '' }, () =>
        validateGraph(whole, server),
      )
      expect(judged).toEqual(validateGraph(whole, server))
      const byNode = (a: { nodeId: string }, b: { nodeId: string }) =>
        a.nodeId.localeCompare(b.nodeId)
      expect(prepared.filesWith(set, server).toSorted(byNode)).toEqual(
        filesOf(whole, server).toSorted(byNode),
      )
      expect(setInputs(whole, prepared.spellingsWith(set, server))).toEqual(
        spelledGraph(whole, server),
      )
    }),
    { numRuns: 400 },
  )
})

test.each([
  ['a plain graph', plain],
  ['a graph with a primitive, a switch and two samplers', rich],
])('%s with values at its places is sent as the graph made whole', (_, graph) => {
  const text = JSON.stringify(graph)
  const sent = (inputs: object): unknown => {
    const checked = workflow.inputs.safeParse(inputs)
    if (!checked.success) return checked.error.issues
    return workflow.open(checked.data)?.spelledFor(server).build({ filenamePrefix: 'x' }).toPrompt()
  }
  fc.assert(
    fc.property(changesTo(graph), (changes) => {
      const set = withPlaced({}, changes)
      expect(sent({ graph: text, set })).toEqual(
        sent({ graph: JSON.stringify(setInputs(graph, changes)) }),
      )
    }),
    { numRuns: 200 },
  )
})

test('seeds beyond 2^53 keep every digit, and runs share the graph that they differ from', () => {
  const text = JSON.stringify(plain)
  const set = { [sampler]: { seed: '18446744073709551615' } }
  const run = workflow.open(workflow.inputs.parse({ graph: text, set }))
  const other = workflow.open(workflow.inputs.parse({ graph: text, set: {} }))
  const node = run?.build({ filenamePrefix: 'x' }).toPrompt()[sampler]
  expect(JSON.stringify(node)).toContain('"seed":18446744073709551615')
  expect(run?.inputs).not.toHaveProperty('seed')
  expect(run?.nodeClasses).toBe(other?.nodeClasses)
  expect(prepareGraph(text)).toBe(prepareGraph(text))
})

test('what a server says of values that it takes is asked of it once for all of them', () => {
  const prepared = new PreparedGraph(plain)
  let judged = 0
  for (let seed = 0; seed < 50; seed++) {
    const placed = withPlaced({}, [
      { nodeId: sampler, input: 'seed', to: seed },
      { nodeId: sampler, input: 'sampler_name', to: seed % 2 ? 'euler' : 'none such' },
    ])
    prepared.problems(server, { placed, others: '' }, () => {
      judged++
      return []
    })
  }
  expect(judged).toBe(2)
})
