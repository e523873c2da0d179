import { expect, test } from 'vitest'
import { ComfyError } from '../errors.ts'
import { toSubmittable, toSubmittableGraph } from './to-submittable.ts'

const promptId = '11111111-2222-4333-8444-555555555555'
const graph = { 1: { class_type: 'SaveImage', inputs: { images: ['2', 0] } } }

test('only what was given is submitted', () => {
  expect(toSubmittable({ graph, promptId, clientId: 'a' })).toEqual({
    prompt: graph,
    prompt_id: promptId,
    client_id: 'a',
  })
  expect(
    toSubmittable({
      graph,
      promptId,
      clientId: 'a',
      extraData: { owner: 'me' },
      front: true,
      number: -2.5,
      partialExecutionTargets: ['1'],
    }),
  ).toMatchObject({
    extra_data: { owner: 'me' },
    front: true,
    number: -2.5,
    partial_execution_targets: ['1'],
  })
})

test('nulls that break the list of jobs are left out', () => {
  const extraData = { extra_pnginfo: { workflow: null, note: 'x' }, api_key_comfy_org: null }
  expect(toSubmittable({ graph, promptId, clientId: 'a', extraData })).toMatchObject({
    extra_data: { extra_pnginfo: { note: 'x' } },
  })
})

test('what an image carries in its metadata is not sent back', () => {
  const node = { class_type: 'LoadImage', inputs: { image: 'a.png' }, is_changed: [Number.NaN] }
  expect(toSubmittableGraph({ 1: { ...node, _meta: { title: 'Load' } } })).toEqual({
    1: { class_type: 'LoadImage', inputs: { image: 'a.png' }, _meta: { title: 'Load' } },
  })
})

test('a node without inputs gets empty ones, for it would kill the worker of the server', () => {
  expect(toSubmittableGraph(JSON.parse('{"1": {"class_type": "Note"}}'))).toEqual({
    1: { class_type: 'Note', inputs: {} },
  })
})

test.each(['', 'abc', '11111111-2222-4333-8444-55555555555A', `{${promptId}}`])(
  'the prompt id "%s" is refused',
  (wrong) => {
    expect(() => toSubmittable({ graph, promptId: wrong, clientId: 'a' })).toThrow(ComfyError)
  },
)

test('an empty client id is refused', () => {
  expect(() => toSubmittable({ graph, promptId, clientId: '' })).toThrow('clientId')
})

test('a saved workflow and other objects are refused as graph', () => {
  expect(() => toSubmittableGraph(JSON.parse('{"nodes": [], "links": []}'))).toThrow('API format')
  expect(() => toSubmittableGraph(JSON.parse('{"1": null}'))).toThrow('Node 1 has no class_type')
})
