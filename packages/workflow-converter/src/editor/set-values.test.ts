import { expect, test } from 'vitest'
import type { EditorWorkflow } from './editor-workflow.ts'
import { readEditorWorkflow } from './read-editor-workflow.ts'
import { nodeAt, withValues } from './set-values.ts'

function twice(): EditorWorkflow {
  const { workflow } = readEditorWorkflow({
    nodes: [
      { id: 1, type: 'outer', inputs: [], outputs: [] },
      { id: 2, type: 'outer', inputs: [], outputs: [] },
    ],
    links: [],
    definitions: {
      subgraphs: [
        { id: 'outer', name: 'Outer', nodes: [{ id: 3, type: 'inner' }], links: [] },
        { id: 'inner', name: 'Inner', nodes: [{ id: 4, type: 'KSampler' }], links: [] },
      ],
    },
  })
  if (workflow === undefined) throw new Error('not read')
  return workflow
}

const valuesAt = (workflow: EditorWorkflow, path: string): unknown =>
  nodeAt(workflow, path)?.node.setValues

test('a value is set in one instance of a subgraph, and in no other', () => {
  const workflow = twice()
  const changed = withValues(workflow, [
    { path: '1:3:4', name: 'seed', value: 7 },
    { path: '1:3:4', name: 'steps', value: 9 },
    { path: '2', name: 'text', value: 'fox' },
  ])
  expect(valuesAt(changed, '1:3:4')).toEqual({ seed: 7, steps: 9 })
  expect(valuesAt(changed, '2:3:4')).toBeUndefined()
  expect(valuesAt(changed, '2')).toEqual({ text: 'fox' })
  expect(valuesAt(workflow, '1:3:4')).toBeUndefined()
})

test('a place that is not there changes nothing', () => {
  const changed = withValues(twice(), [
    { path: '9', name: 'a', value: 1 },
    { path: '1:9', name: 'a', value: 1 },
    { path: '1:3:4:5', name: 'a', value: 1 },
  ])
  for (const path of ['1', '1:3', '1:3:4']) expect(valuesAt(changed, path)).toBeUndefined()
  expect(nodeAt(changed, '1:9')).toBeUndefined()
  expect(nodeAt(changed, 'constructor')).toBeUndefined()
})
