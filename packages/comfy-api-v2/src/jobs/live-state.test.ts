import type { JobNews } from '@darkroom/door-ports'
import type { JsonObject } from '@darkroom/foundation'
import { expect, test } from 'vitest'
import { advance, nothingYet } from './live-state.ts'
import { toProgress } from './to-progress.ts'

const message = (type: string, data: JsonObject): JobNews => ({
  type: 'message',
  id: 'a',
  message: { type, data: { prompt_id: 'a', ...data } },
})

const nodes = new Map([
  ['3', 'KSampler'],
  ['4', 'CheckpointLoaderSimple'],
  ['8', 'VAEDecode'],
  ['9', 'SaveImage'],
])

const after = (...news: readonly JobNews[]) => {
  const live = news.reduce(advance, nothingYet)
  const { nodes_done, nodes_total, current_node, current_node_class, message } = toProgress(
    { value: 0.5, step: 3, steps: 20, stage: 'sampling' },
    { live, nodes },
  )
  return [nodes_done, nodes_total, current_node, current_node_class, message]
}

test('cached nodes are done, and the one that is executed is the current one', () => {
  expect(
    after(
      message('execution_start', {}),
      message('execution_cached', { nodes: ['4'] }),
      message('executing', { node: '3', display_node: '3' }),
    ),
  ).toEqual([1, 4, '3', 'KSampler', 'KSampler 3/20'])
})

test('a node is done when the next one begins, and the last one when there is none', () => {
  const first = [message('executing', { node: '4' }), message('executing', { node: '3' })]
  expect(after(...first)[0]).toBe(1)
  expect(after(...first, message('executing', { node: null }))).toEqual([
    2,
    4,
    null,
    null,
    'sampling 3/20',
  ])
})

test('the state of all nodes tells at once what was missed', () => {
  const state = message('progress_state', {
    nodes: {
      '4': { state: 'finished' },
      '8': { state: 'pending' },
      '3': { state: 'running', value: 3, max: 20 },
    },
  })
  expect(after(state)).toEqual([1, 4, '3', 'KSampler', 'KSampler 3/20'])
})

test('nodes into which another expanded count as that one', () => {
  const state = message('progress_state', {
    nodes: {
      '3.0.0.1': { state: 'finished', display_node_id: '3' },
      '3.0.0.2': { state: 'running', display_node_id: '3' },
    },
  })
  expect(after(state)).toEqual([0, 4, '3', 'KSampler', 'KSampler 3/20'])
})

test('an attempt that begins anew counts from the start', () => {
  expect(after(message('executed', { node: '4' }), message('execution_start', {}))[0]).toBe(0)
})

test('messages of another kind, or that make no sense, change nothing', () => {
  expect(
    after(message('status', {}), message('progress_state', { nodes: [] }), message('executed', {})),
  ).toEqual([0, 4, null, null, 'sampling 3/20'])
})
