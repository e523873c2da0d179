import { expect, test } from 'vitest'
import { toWorkflowCheck } from './workflow-checks.ts'

const graph = {
  '57:3': { class_type: 'LoadImage', inputs: { image: 'a.png' } },
  4: { class_type: 'LoadImage', inputs: { image: 'b.png' } },
}
const missing = (nodeId: string) => ({
  server: 'one',
  nodeId,
  nodeClass: 'LoadImage',
  input: 'image',
  code: 'file_missing',
  message: `Node ${nodeId} takes a file that is not there`,
  nearest: [],
})

test('a picture that is missing stands against nothing where it is an input, also through the slot of a subgraph', () => {
  const image = {
    key: 'image',
    label: 'Image',
    type: 'image',
    required: false,
    from: 'promoted',
    targets: [{ path: '57', name: 'image' }],
  } as const
  const values = [
    {
      path: '57',
      name: 'image',
      goesTo: [{ node: '57:3', input: 'image' }],
    },
  ] as const
  const told = { server: 'one', obstacles: [missing('57:3')] }
  expect(toWorkflowCheck(told, { graph, inputs: [image], values }).runnable).toBe(true)
  expect(toWorkflowCheck(told, { graph, inputs: [], values }).runnable).toBe(false)
  const both = { server: 'one', obstacles: [missing('57:3'), missing('4')] }
  expect(toWorkflowCheck(both, { graph, inputs: [image], values })).toMatchObject({
    runnable: false,
    problems: [{ path: '4.image' }],
  })
})
