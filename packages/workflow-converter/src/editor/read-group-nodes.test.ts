import { expect, test } from 'vitest'
import { createConverter } from '../converter.ts'
import { readEditorWorkflow } from './read-editor-workflow.ts'

const converter = createConverter({
  Load: { input: { required: { name: ['STRING'] } }, output: ['MODEL'] },
  Sample: {
    input: { required: { model: ['MODEL'], image: ['IMAGE'], seed: ['INT'] } },
    output: ['IMAGE'],
  },
  Save: { input: { required: { images: ['IMAGE'] } } },
})

const group = {
  nodes: [
    {
      type: 'Load',
      inputs: [],
      outputs: [{ name: 'MODEL', type: 'MODEL' }],
      widgets_values: ['x'],
    },
    {
      type: 'Sample',
      inputs: [
        { name: 'model', type: 'MODEL' },
        { name: 'image', type: 'IMAGE' },
      ],
      outputs: [{ name: 'IMAGE', type: 'IMAGE' }],
      widgets_values: [1, 'fixed'],
    },
  ],
  links: [
    [0, 0, 1, 0, 1, 'MODEL'],
    [null, 0, 1, 1, 9, 'IMAGE'],
  ],
}

const workflow = (widgets_values: unknown[]) => ({
  nodes: [
    {
      id: 7,
      type: 'workflow>Mine',
      inputs: [{ name: 'image', type: 'IMAGE', link: null }],
      outputs: [{ name: 'IMAGE', type: 'IMAGE', links: [1] }],
      widgets_values,
    },
    { id: 8, type: 'Save', inputs: [{ name: 'images', type: 'IMAGE', link: 1 }] },
  ],
  links: [[1, 7, 0, 8, 0, 'IMAGE']],
  extra: { groupNodes: { Mine: group } },
})

function convert(value: unknown) {
  const { workflow: read } = readEditorWorkflow(value)
  if (read === undefined) throw new Error('not read')
  return converter.convert(read)
}

test('a group node becomes the nodes in it, with the values that stand at the group', () => {
  const { prompt, problems } = convert(workflow(['y', 5, 'randomize']))
  expect(problems).toEqual([])
  expect(Object.entries(prompt).map(([id, { inputs }]) => [id, inputs])).toEqual([
    ['8', { images: ['7:1', 0] }],
    ['7:0', { name: 'y' }],
    ['7:1', { seed: 5, model: ['7:0', 0] }],
  ])
})

test('a group whose values do not come out even is told', () => {
  expect(convert(workflow(['y', 5])).problems).toMatchObject([
    { code: 'group-node', node: { id: '7', class: 'workflow>Mine' } },
  ])
})
