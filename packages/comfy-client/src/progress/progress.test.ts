import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ComfyEvent } from '../comfy-event.ts'
import type { ProgressState } from '../progress-state.ts'
import type { PromptGraph } from '../prompt-graph.ts'
import { initialProgress, reduceProgress } from './progress.ts'

const graph: PromptGraph = {
  '4': { class_type: 'CheckpointLoaderSimple', inputs: {} },
  '6': { class_type: 'CLIPTextEncode', inputs: {} },
  '3': { class_type: 'KSampler', inputs: { steps: 20 } },
  '8': { class_type: 'VAEDecode', inputs: {} },
  '9': { class_type: 'SaveImage', inputs: {} },
}
const promptId = 'p'
const executing = (nodeId: string): ComfyEvent => ({ type: 'executing', promptId, nodeId })
const progress = (value: number, max = 20): ComfyEvent => ({
  type: 'progress',
  promptId,
  nodeId: '3',
  value,
  max,
})
const snapshot = (nodes: Record<string, [string, number, number]>): ComfyEvent => ({
  type: 'progress-state',
  promptId,
  nodes: Object.fromEntries(
    Object.entries(nodes).map(([nodeId, [state, value, max]]) => [
      nodeId,
      { nodeId, realNodeId: nodeId, displayNodeId: nodeId, state, value, max },
    ]),
  ),
})
const start: ComfyEvent = { type: 'execution-start', promptId }
const success: ComfyEvent = { type: 'execution-success', promptId }
const after = (...events: readonly ComfyEvent[]): ProgressState =>
  events.reduce(reduceProgress, initialProgress(graph, { promptId }))

test('at first nothing is done, and the steps are known from the graph', () => {
  expect(after()).toMatchObject({ value: 0, step: 0, steps: 20, stage: 'queued' })
})

test('halfway through the sampler is about half of the whole', () => {
  const { value, step, steps, stage } = after(start, executing('4'), executing('3'), progress(10))
  expect({ step, steps, stage }).toEqual({ step: 10, steps: 20, stage: 'sampling' })
  expect(value).toBeGreaterThan(0.4)
  expect(value).toBeLessThan(0.6)
})

test('snapshots alone tell as much as progress events', () => {
  const state = after(
    start,
    snapshot({ 4: ['finished', 1, 1], 3: ['running', 0, 1] }),
    snapshot({ 4: ['finished', 1, 1], 3: ['running', 10, 20] }),
  )
  expect(state).toMatchObject({ step: 10, steps: 20, stage: 'sampling', nodeId: '3' })
  expect(state.value).toBeCloseTo(after(start, executing('4'), executing('3'), progress(10)).value)
})

test('without progress of any kind whole nodes count', () => {
  const values = [[], ['4'], ['4', '6'], ['4', '6', '3'], ['4', '6', '3', '8']].map(
    (nodes) => after(start, ...nodes.map(executing)).value,
  )
  expect(values).toEqual(values.toSorted((a, b) => a - b))
  expect(values.at(-1)).toBeGreaterThan(0.8)
})

test('cached nodes take no share', () => {
  const cached: ComfyEvent = { type: 'execution-cached', promptId, nodes: ['4', '6'] }
  expect(after(start, cached).value).toBe(0)
  expect(after(start, cached, executing('3'), progress(20)).value).toBeCloseTo(20 / 22.5)
})

test('it is 1 only at the end, and then nothing changes', () => {
  const nearly = after(
    start,
    snapshot(Object.fromEntries(Object.keys(graph).map((id) => [id, ['finished', 1, 1]]))),
  )
  expect(nearly.value).toBe(0.99)
  const done = reduceProgress(nearly, success)
  expect(done).toMatchObject({ value: 1, step: 20, steps: 20, stage: 'finished' })
  expect(reduceProgress(done, executing('4'))).toBe(done)
})

test('a failure and an interruption keep the value', () => {
  const error = {
    promptId,
    nodeId: '3',
    nodeClass: 'KSampler',
    exceptionType: 'ValueError',
    exceptionMessage: '',
    traceback: [],
    executed: [],
    inputs: {},
    isOutOfMemory: false,
  }
  const before = [start, executing('3'), progress(10)]
  const { value } = after(...before)
  expect(
    after(...before, { type: 'execution-error', promptId, error, isTerminal: true }),
  ).toMatchObject({ value, stage: 'failed' })
  expect(
    after(...before, { type: 'execution-error', promptId, error, isTerminal: false }),
  ).toMatchObject({ value, stage: 'sampling' })
  expect(
    after(...before, {
      type: 'execution-interrupted',
      promptId,
      nodeId: '3',
      nodeClass: '',
      executed: [],
    }),
  ).toMatchObject({ value, stage: 'interrupted' })
})

test('events of other jobs change nothing', () => {
  const state = after(start)
  for (const event of [
    { ...success, promptId: 'q' },
    { ...progress(5), promptId: 'q' },
  ]) {
    expect(reduceProgress(state, event)).toBe(state)
  }
})

test('an expanded node counts for the node that was submitted', () => {
  const part: ComfyEvent = {
    type: 'progress-state',
    promptId,
    nodes: {
      '3.0.0.1': {
        nodeId: '3.0.0.1',
        realNodeId: '3',
        displayNodeId: '3',
        state: 'running',
        value: 5,
        max: 20,
      },
    },
  }
  expect(after(start, part)).toMatchObject({ step: 5, steps: 20, nodeId: '3', stage: 'sampling' })
})

test('tiles of a decoder are not steps', () => {
  const tiles: ComfyEvent = { type: 'progress', promptId, nodeId: '8', value: 3, max: 9 }
  expect(after(start, executing('3'), progress(20), executing('8'), tiles)).toMatchObject({
    step: 20,
    steps: 20,
    stage: 'decoding',
  })
})

test('objects around a sampler are no samplers', () => {
  const { nodes, steps } = initialProgress({
    1: { class_type: 'KSamplerSelect', inputs: {} },
    2: { class_type: 'BasicScheduler', inputs: { steps: 12 } },
    3: { class_type: 'SamplerCustomAdvanced', inputs: {} },
    4: { class_type: 'SamplerEulerAncestral', inputs: {} },
  })
  expect(Object.values(nodes).map(({ stage }) => stage)).toEqual([
    'working',
    'working',
    'sampling',
    'working',
  ])
  expect(steps).toBe(0)
})

const nodeId = fc.constantFrom(...Object.keys(graph), '3.0.0.1', 'x')
const amount = fc.oneof(fc.double(), fc.integer({ min: -1, max: 30 }))
const anyEvent: fc.Arbitrary<ComfyEvent> = fc.oneof(
  fc.constantFrom(start, success),
  nodeId.map(executing),
  fc.tuple(amount, amount).map(([value, max]) => progress(value, max)),
  fc.array(nodeId).map((nodes): ComfyEvent => ({ type: 'execution-cached', promptId, nodes })),
  fc
    .dictionary(nodeId, fc.tuple(fc.constantFrom('running', 'finished', 'error'), amount, amount))
    .map(snapshot),
)

test('whatever comes in whatever order, the value stays between 0 and 1 and never falls', () => {
  fc.assert(
    fc.property(fc.array(anyEvent), (events) => {
      let state = initialProgress(graph, { promptId })
      for (const event of events) {
        const next = reduceProgress(state, event)
        expect(next.value).toBeGreaterThanOrEqual(state.value)
        expect(next.value).toBeLessThanOrEqual(1)
        state = next
      }
    }),
  )
})
