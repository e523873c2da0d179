import { expect, test } from 'vitest'
import { inputNamed, inputsIn, keysOf, withSubgraph } from '../../test/workflows.ts'
import { editsByKey, inputEditsSchema, toJsonSchema, withInputEdits } from '../index.ts'

const found = inputsIn(withSubgraph())

test('inputs are renamed, described, grouped, bounded, hidden and ordered by what is kept beside the file', () => {
  const { inputs, hidden, notes } = withInputEdits(
    found,
    inputEditsSchema.parse({
      inputs: {
        prompt: { label: 'Subject', help: 'What is seen', group: 'Main' },
        steps: { minimum: 4, maximum: 30, key: 'rounds', default: 12 },
        '57.seed': { hidden: true },
        sampler: { choices: ['euler', 'ddim'] },
      },
      order: ['rounds'],
    }),
  )
  expect(inputs[0]).toMatchObject({ key: 'rounds', minimum: 4, maximum: 30, default: 12 })
  expect(inputNamed(inputs, 'prompt')).toMatchObject({
    label: 'Subject',
    help: 'What is seen',
    group: 'Main',
  })
  expect(inputNamed(inputs, 'sampler').choices).toEqual(['euler', 'ddim'])
  expect(keysOf(inputs)).not.toContain('seed')
  expect(keysOf(hidden)).toContain('seed')
  expect(notes).toEqual([])
})

test('bounds only narrow, and what no longer fits changes nothing but is told', () => {
  const { inputs, notes, leftOut } = withInputEdits(found, {
    inputs: {
      steps: { maximum: 1_000_000, default: 0 },
      cfg: { minimum: 7, maximum: 5 },
      sampler: { choices: ['nonsense'] },
      width: { key: 'seed' },
      prmpt: { label: 'x' },
    },
  })
  expect(inputNamed(inputs, 'steps')).toMatchObject({ maximum: 10_000, default: 20 })
  expect(inputNamed(inputs, 'cfg')).toEqual(inputNamed(found.inputs, 'cfg'))
  expect(inputNamed(inputs, 'sampler').choices).toContain('euler')
  expect(keysOf(inputs)).toEqual(keysOf(found.inputs))
  expect(notes).toHaveLength(5)
  expect(notes.join(' ')).toContain('"prompt" now')
  expect(leftOut.map(({ path }) => path.join('.'))).toEqual([
    'inputs.width.key',
    'inputs.steps.default',
    'inputs.cfg.maximum',
    'inputs.sampler.choices',
    'inputs.prmpt',
  ])
})

test('another input is the prompt when the one that was gives up its name', () => {
  const { inputs, leftOut } = withInputEdits(found, {
    inputs: { prompt: { key: 'subject' }, negative_prompt: { key: 'prompt' } },
  })
  expect(leftOut).toEqual([])
  expect(inputNamed(inputs, 'prompt').label).toBe(inputNamed(found.inputs, 'negative_prompt').label)
})

test('what is said of an input by its place is told by its key', () => {
  const edits = { inputs: { '57.seed': { hidden: true }, gone: { label: 'x' } }, order: ['steps'] }
  expect(editsByKey(found, edits)).toEqual({
    inputs: { seed: { hidden: true }, gone: { label: 'x' } },
    order: ['steps'],
  })
  expect(editsByKey(found, {})).toEqual({})
})

test.each([
  ['a key with a dot, which would be a place', { inputs: { steps: { key: 'a.b' } } }],
  ['a word that says nothing', { inputs: { steps: { colour: 'red' } } }],
  ['no choices', { inputs: { steps: { choices: [] } } }],
])('%s is refused', (_what, edits) => {
  expect(inputEditsSchema.safeParse(edits).success).toBe(false)
})

test('the JSON Schema tells types, limits, choices and what is required', () => {
  const schema = toJsonSchema(found.inputs)
  expect(schema).toMatchObject({
    type: 'object',
    additionalProperties: false,
    properties: {
      prompt: { title: 'What to draw', type: 'string', default: 'a fox outside' },
      seed: { type: ['integer', 'string'], minimum: -1 },
      steps: { type: 'integer', minimum: 1, maximum: 10_000 },
      sampler: { enum: expect.arrayContaining(['euler']) },
    },
  })
  expect(schema.required).toBeUndefined()
  const [prompt] = found.inputs
  const { properties, patternProperties } = toJsonSchema([], { hidden: prompt ? [prompt] : [] })
  expect(properties).toEqual({})
  expect(patternProperties).toMatchObject({ '^prompt$': { type: 'string' }, '^[^.]+\\..+$': {} })
  const picture = {
    key: 'image',
    label: 'Image',
    type: 'image',
    required: true,
    from: 'role',
    targets: [],
  } as const
  expect(toJsonSchema([picture], { file: { type: 'object' } })).toMatchObject({
    required: ['image'],
    properties: { image: { title: 'Image', type: 'object' } },
  })
})
