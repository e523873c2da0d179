import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDefinitions } from '../definitions/definitions.ts'
import type { EditorWorkflow } from './editor-workflow.ts'
import { nodeLimit, readEditorWorkflow } from './read-editor-workflow.ts'

function read(value: unknown): EditorWorkflow {
  const reading = readEditorWorkflow(value)
  if (reading.workflow === undefined) throw new Error(reading.problem.message)
  return reading.workflow
}

const node = (id: number | string, more: object = {}) => ({
  id,
  type: 'KSampler',
  mode: 0,
  ...more,
})

test('links are lists in version 0.4 and objects in version 1', () => {
  const expected = [
    { id: '7', originId: '1', originSlot: 2, targetId: '3', targetSlot: 0, type: 'MODEL' },
  ]
  const list = read({ nodes: [], links: [[7, 1, 2, 3, 0, 'MODEL']], version: 0.4 })
  const object = read({
    nodes: [],
    links: [{ id: 7, origin_id: 1, origin_slot: 2, target_id: 3, target_slot: 0, type: 'MODEL' }],
    version: 1,
  })
  expect([...list.links.values()]).toEqual(expected)
  expect([...object.links.values()]).toEqual(expected)
})

test('values may be a list, an object, or have their names beside them', () => {
  const { nodes } = read({
    nodes: [
      node(1, { widgets_values: [1, 'fixed'] }),
      node(2, { widgets_values: { seed: 1 } }),
      node(3, { widgets_values: [1], widgets_values_named: { seed: 1 } }),
    ],
    links: [],
  })
  expect(nodes.get('1')).toMatchObject({ values: [1, 'fixed'] })
  expect(nodes.get('2')).toMatchObject({ valuesByName: { seed: 1 } })
  expect(nodes.get('3')).toMatchObject({ values: [1], namedValues: { seed: 1 } })
})

test('an id inside a subgraph that is taken gets the next free one, and so do its links and promoted widgets', () => {
  const { definitions, nodes } = read({
    last_node_id: 9,
    nodes: [
      node(3),
      node(5, {
        type: 'inner',
        properties: {
          proxyWidgets: [
            ['3', 'seed'],
            ['-1', 'text'],
          ],
        },
      }),
    ],
    links: [],
    definitions: {
      subgraphs: [
        {
          id: 'inner',
          nodes: [node(3), node(4)],
          links: [{ id: 1, origin_id: 3, origin_slot: 0, target_id: 4, target_slot: 1 }],
        },
      ],
    },
  })
  const inner = definitions.get('inner')
  expect([...(inner?.nodes.values() ?? [])].map(({ id, savedId }) => [id, savedId])).toEqual([
    ['10', '3'],
    ['4', '4'],
  ])
  expect(inner?.links.get('1')).toMatchObject({ originId: '10', targetId: '4' })
  expect(nodes.get('5')?.proxyWidgets).toEqual([
    { sourceId: '10', widget: 'seed' },
    { sourceId: '-1', widget: 'text' },
  ])
})

test('definitions inside definitions are found', () => {
  const { definitions } = read({
    nodes: [],
    links: [],
    definitions: {
      subgraphs: [
        { id: 'a', nodes: [], definitions: { subgraphs: [{ id: 'b', nodes: [] }] } },
        { id: 'c', nodes: [] },
      ],
    },
  })
  expect([...definitions.keys()]).toEqual(['a', 'b', 'c'])
})

test('what is no node, or has an id a second time, is left out and told', () => {
  const reading = readEditorWorkflow({ nodes: [node(1), node(1), { id: 4 }, 7], links: [] })
  expect(reading).toMatchObject({
    warnings: [
      { message: 'two nodes have the id 1; the second is left out' },
      { message: 'an entry of "nodes" is no node (id 4) and is left out' },
      { message: 'an entry of "nodes" is no node and is left out' },
    ],
  })
})

test('a prompt and a file that is too large are refused', () => {
  expect(readEditorWorkflow({ '3': { class_type: 'KSampler', inputs: {} } })).toMatchObject({
    problem: { code: 'not-a-workflow' },
  })
  expect(readEditorWorkflow({ nodes: Array(nodeLimit + 1).fill(0), links: [] })).toMatchObject({
    problem: { code: 'too-large' },
  })
})

test('no value makes it throw', () => {
  const key = fc.constantFrom(
    'nodes',
    'links',
    'id',
    'type',
    'definitions',
    'subgraphs',
    '__proto__',
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>('a', 1, -10, null, true, 0.5),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  }))
  fc.assert(
    fc.property(value, value, (nodes, subgraphs) => {
      readEditorWorkflow({ nodes: [nodes], links: nodes, definitions: { subgraphs: [subgraphs] } })
      createDefinitions(nodes, subgraphs).get('id')
    }),
  )
})
