import { expect, test } from 'vitest'
import {
  drawn,
  inputNamed,
  inputsIn,
  inputsOfGraph,
  keysOf,
  promptOf,
  textToImage,
  withSubgraph,
  workflowOf,
} from '../../test/workflows.ts'

const allWords = [
  'prompt',
  'negative_prompt',
  'seed',
  'width',
  'height',
  'batch_size',
  'steps',
  'cfg',
  'denoise',
  'sampler',
  'scheduler',
  'model',
]

test('the links prove what each value is, in both formats, with what the server allows', () => {
  const workflow = drawn(textToImage)
  const { inputs, hidden, notes } = inputsIn(workflow)
  expect(keysOf(inputs)).toEqual(allWords)
  expect([hidden, notes]).toEqual([[], []])
  expect(inputNamed(inputs, 'steps')).toEqual({
    key: 'steps',
    label: 'Steps',
    role: 'steps',
    type: 'integer',
    default: 20,
    minimum: 1,
    maximum: 10_000,
    required: false,
    help: expect.any(String),
    from: 'role',
    targets: [{ path: '3', name: 'steps' }],
  })
  expect(inputNamed(inputs, 'sampler')).toMatchObject({
    type: 'choice',
    choices: expect.arrayContaining(['euler', 'dpmpp_2m']),
  })
  expect(inputNamed(inputs, 'seed')).toMatchObject({ type: 'seed', control: 'randomize' })
  expect(inputNamed(inputs, 'model')).toMatchObject({ type: 'model', default: 'dream.safetensors' })
  expect(keysOf(inputsOfGraph(promptOf(workflowOf(workflow))).inputs)).toEqual(allWords)
})

test("App Mode's inputs come alone, in their order, with their names; the rest can still be set", () => {
  const named = textToImage.map((one) =>
    one.id === 3 ? { ...one, labels: { steps: 'How careful' } } : one,
  )
  const extra = {
    linearData: {
      inputs: [
        ['3', 'steps', { description: 'More is slower', height: 40 }],
        [6, 'text'],
        [99, 'gone'],
      ],
      outputs: [9],
    },
  }
  const { inputs, hidden, notes } = inputsIn({ ...drawn(named), extra })
  expect(inputs).toMatchObject([
    { key: 'steps', label: 'How careful', help: 'More is slower', from: 'app_mode' },
    { key: 'prompt', label: 'text', from: 'app_mode' },
  ])
  expect(keysOf(hidden)).toEqual(allWords.filter((key) => key !== 'steps' && key !== 'prompt'))
  expect(notes).toMatchObject([expect.stringContaining('"gone" of node 99')])
})

test('App Mode names widgets inside of subgraphs by node, path, locator or widget id; the host value is set', () => {
  const ids = [
    6,
    '6',
    '57:6',
    'picture-of-text:6',
    57,
    '0b8b8f3e-0000-4000-8000-000000000000:57:text',
  ]
  for (const id of ids) {
    const extra = { linearData: { inputs: [[id, 'text']], outputs: [] } }
    const { inputs } = inputsIn({ ...withSubgraph(), extra })
    expect(inputs, String(id)).toMatchObject([
      {
        key: 'prompt',
        label: 'What to draw',
        default: 'a fox outside',
        from: 'app_mode',
        targets: [{ path: '57', name: 'text' }],
      },
    ])
  }
})

test('what App Mode names is left out when its node is off or a link sets it', () => {
  const nodes = textToImage.map((one) =>
    one.id === 6
      ? { ...one, from: { ...one.from, text: [20, 0, 'STRING'] as const } }
      : one.id === 7
        ? { ...one, mode: 4 }
        : one,
  )
  const text = { id: 20, type: 'PrimitiveString', values: ['a wolf'] }
  const inputs = [
    [6, 'text'],
    [7, 'text'],
    [3, 'seed'],
  ]
  const found = inputsIn({ ...drawn([...nodes, text]), extra: { linearData: { inputs } } })
  expect(keysOf(found.inputs)).toEqual(['seed'])
  expect(found.notes).toHaveLength(2)
})

test('what a subgraph shows outside comes first, and what the links prove besides it after', () => {
  const { inputs } = inputsIn(withSubgraph())
  expect(inputs.slice(0, 3)).toMatchObject([
    { key: 'prompt', label: 'What to draw', default: 'a fox outside', from: 'promoted' },
    { key: 'seed', label: 'seed', type: 'seed', default: 11, from: 'promoted' },
    { key: 'width', type: 'integer', default: 640, minimum: 16, step: 8, from: 'promoted' },
  ])
  expect(inputNamed(inputs, 'negative_prompt')).toMatchObject({
    from: 'role',
    targets: [{ path: '57:7', name: 'text' }],
  })
})

test('a value of the inside that older editors show outside is set where it stands', () => {
  const instance = { widgets_values: [], properties: { proxyWidgets: [['7', 'text']] } }
  const { inputs } = inputsIn(withSubgraph(instance))
  expect(inputNamed(inputs, 'negative_prompt')).toMatchObject({
    from: 'promoted',
    default: 'blurry',
    targets: [{ path: '57:7', name: 'text' }],
  })
})

test('two instances of a subgraph have inputs of their own, by group, and no common prompt is guessed', () => {
  const one = withSubgraph()
  const second = { ...one.nodes[0], id: 58, title: 'Second', widgets_values: ['a wolf', 12, 640] }
  const save = { ...one.nodes[1], id: 10, inputs: [{ name: 'images', type: 'IMAGE', link: 2 }] }
  const both = {
    ...one,
    nodes: [...one.nodes, second, save],
    links: [...one.links, [2, 58, 0, 10, 0, 'IMAGE']],
  }
  const { inputs, hidden, notes } = inputsIn(both)
  const prompts = [...inputs, ...hidden].filter(({ role }) => role === 'prompt')
  expect(prompts.map(({ key, group }) => [key, group])).toEqual([
    ['57.text', 'Picture of a text'],
    ['58.text', 'Second'],
  ])
  expect(notes).toEqual(expect.arrayContaining([expect.stringContaining('no one "prompt" but 2')]))
  // Equal values are one setting: it can be set for both at once.
  expect(inputNamed(hidden, 'width').targets).toHaveLength(2)
})
