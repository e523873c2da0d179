import { expect, test } from 'vitest'
import { createConverter } from './converter.ts'
import { readEditorWorkflow } from './editor/read-editor-workflow.ts'
import { type NewValue, withValues } from './editor/set-values.ts'

const converter = createConverter({
  Sample: {
    input: { required: { model: ['MODEL'], seed: ['INT'], steps: ['INT'] } },
    output: ['IMAGE'],
    display_name: 'Sampler',
  },
  Text: { input: { required: { text: ['STRING', { dynamicPrompts: true }] } }, output: ['TEXT'] },
  Camera: { input: { required: { image: ['WEBCAM'] } }, output: ['IMAGE'] },
  SaveImage: { input: { required: { images: ['IMAGE'], filename_prefix: ['STRING'] } } },
})

function convert(value: unknown, set: readonly NewValue[] = []) {
  const { workflow } = readEditorWorkflow(value)
  if (workflow === undefined) throw new Error('not read')
  return converter.convert(withValues(workflow, set), { now: new Date(2026, 0, 2) })
}

const primitive = {
  nodes: [
    { id: 1, type: 'PrimitiveNode', widgets_values: [30, 'fixed'], outputs: [{ links: [1, 2] }] },
    ...[2, 3].map((id) => ({
      id,
      type: 'Sample',
      title: id === 3 ? 'Second' : undefined,
      inputs: [{ name: 'steps', type: 'INT', link: id - 1, widget: { name: 'steps' } }],
      widgets_values: [7, 'fixed', 20],
    })),
  ],
  links: [
    [1, 1, 0, 2, 1, 'INT'],
    [2, 1, 0, 3, 1, 'INT'],
  ],
}

test('a value that feeds several inputs is told with all of them', () => {
  const { prompt, values } = convert(primitive)
  expect(prompt['2']).toEqual({
    class_type: 'Sample',
    inputs: { seed: 7, steps: 30 },
    _meta: { title: 'Sampler' },
  })
  expect(
    values.map(({ kind, path, name, value, goesTo }) => [kind, path, name, value, goesTo]),
  ).toEqual([
    ['widget', '2', 'seed', 7, [{ node: '2', input: 'seed' }]],
    [
      'primitive',
      '1',
      'value',
      30,
      [
        { node: '2', input: 'steps' },
        { node: '3', input: 'steps' },
      ],
    ],
    ['widget', '3', 'seed', 7, [{ node: '3', input: 'seed' }]],
  ])
})

test('what is set goes where the value goes', () => {
  const { prompt } = convert(primitive, [
    { path: '1', name: 'value', value: 4 },
    { path: '3', name: 'seed', value: 8 },
  ])
  expect(prompt).toMatchObject({
    2: { inputs: { seed: 7, steps: 4 } },
    3: { inputs: { seed: 8, steps: 4 }, _meta: { title: 'Second' } },
  })
})

const instances = {
  nodes: [10, 11].map((id) => ({
    id,
    type: 'sub',
    inputs: [{ name: 'text', type: 'STRING', link: null }],
    widgets_values: id === 10 ? ['a {b|c}'] : [null],
  })),
  links: [],
  definitions: {
    subgraphs: [
      {
        id: 'sub',
        nodes: [
          {
            id: 1,
            type: 'Text',
            inputs: [{ name: 'text', type: 'STRING', link: 5, widget: { name: 'text' } }],
            widgets_values: ['inside {x|y}'],
          },
        ],
        links: [{ id: 5, origin_id: -10, origin_slot: 0, target_id: 1, target_slot: 0 }],
        inputs: [{ name: 'text', type: 'STRING', linkIds: [5] }],
      },
    ],
  },
}

test('a slot of a subgraph has the value of its instance, or that of the inside, and no choice is drawn from it', () => {
  const { prompt, values } = convert(instances)
  expect(prompt['10:1']?.inputs.text).toBe('a {b|c}')
  expect(prompt['11:1']?.inputs.text).toBe('inside {x|y}')
  expect(values).toMatchObject([
    { kind: 'slot', path: '10', name: 'text', source: { path: '10:1', name: 'text' } },
    { kind: 'slot', path: '11', name: 'text', goesTo: [{ node: '11:1', input: 'text' }] },
  ])
  const set = convert(instances, [{ path: '11', name: 'text', value: 'new' }])
  expect(set.prompt['10:1']?.inputs.text).toBe('a {b|c}')
  expect(set.prompt['11:1']?.inputs.text).toBe('new')
})

test('names of files take the time that was given, and widgets of other nodes', () => {
  const { prompt } = convert({
    nodes: [
      { id: 1, type: 'Text', title: 'T', widgets_values: ['a/b'] },
      { id: 2, type: 'SaveImage', widgets_values: ['%date:yyyy%/%T.text%-%width%-%no.such%'] },
    ],
    links: [],
  })
  expect(prompt['2']?.inputs.filename_prefix).toBe('2026/a_b-%width%-%no.such%')
})

test('what only a browser can make, unknown classes and links drawn by extensions are told together', () => {
  const { problems } = convert({
    nodes: [
      { id: 1, type: 'Camera', widgets_values: [''] },
      { id: 2, type: 'Nobody', properties: { aux_id: 'somebody/pack' }, widgets_values: [1] },
      { id: 3, type: 'Nobody' },
      { id: 4, type: 'Muted', mode: 2 },
      { id: 5, type: 'Anything Everywhere' },
    ],
    links: [],
  })
  expect(problems).toMatchObject([
    { code: 'unknown-class', node: { id: '2' }, pack: 'somebody/pack' },
    { code: 'unknown-class', node: { id: '5', class: 'Anything Everywhere' } },
    { code: 'needs-browser', node: { id: '1' }, slot: 'image' },
    { code: 'needs-extension', node: { id: '5' } },
  ])
})
