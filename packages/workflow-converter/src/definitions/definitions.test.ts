import { expect, test } from 'vitest'
import { createDefinitions } from './definitions.ts'

const sampler = {
  input: {
    required: { model: ['MODEL'], seed: ['INT', { default: 0 }], name: [['a', 'b'], {}] },
    optional: { scale: ['COMBO', { options: ['x', 'y'] }] },
  },
  input_order: { required: ['seed', 'model', 'gone'], optional: ['scale'] },
  output: ['LATENT', ['a', 'b']],
  output_name: ['latent', 'name'],
  display_name: 'Sampler',
  output_node: true,
}

test('inputs come in the order of input_order, and combos have their choices in either form', () => {
  const definition = createDefinitions({ Sampler: sampler }).get('Sampler')
  expect(definition).toMatchObject({
    displayName: 'Sampler',
    isOutput: true,
    outputs: [
      { name: 'latent', type: 'LATENT' },
      { name: 'name', type: 'COMBO' },
    ],
  })
  expect(definition?.inputs.map(({ name, type, optional }) => [name, type, optional])).toEqual([
    ['seed', 'INT', false],
    ['model', 'MODEL', false],
    ['scale', 'COMBO', true],
    ['name', 'COMBO', false],
  ])
  expect(definition?.inputs[2]?.choices).toEqual(['x', 'y'])
  expect(definition?.inputs[3]?.choices).toEqual(['a', 'b'])
})

test('options stay though a client has read a number of them that is beyond 2^53', () => {
  const options = { min: 0, max: 18_446_744_073_709_551_615n, control_after_generate: true }
  const seed = ['INT', options]
  const modes = [
    'COMFY_DYNAMICCOMBO_V3',
    { options: [{ key: 'a', inputs: { required: { seed } } }] },
  ]
  const input = { required: { seed, mode: modes, number: [[1, 2n ** 60n], {}] } }
  const [first, mode, number] = createDefinitions({ A: { input } }).get('A')?.inputs ?? []
  expect(JSON.stringify(first?.options)).toBe(
    '{"min":0,"max":18446744073709551615,"control_after_generate":true}',
  )
  expect(mode?.options).toMatchObject({ options: [{ key: 'a' }] })
  expect(JSON.stringify(number?.choices)).toBe('[1,1152921504606846976]')
})

test('several answers complete each other, and the first that has a class is believed', () => {
  const definitions = createDefinitions(
    { A: { display_name: 'first' } },
    { A: { display_name: 'second' }, B: { display_name: 'third' } },
  )
  expect(definitions.get('A')?.displayName).toBe('first')
  expect(definitions.get('B')?.displayName).toBe('third')
  expect(definitions.types).toEqual(['A', 'B'])
})

test('what is no answer of a server has no classes', () => {
  const definitions = createDefinitions(null, [], 'text', { A: 3, B: { input: 'nonsense' } })
  expect(definitions.get('A')).toBeUndefined()
  expect(definitions.get('B')?.inputs).toEqual([])
  expect(definitions.get('constructor')).toBeUndefined()
  expect(definitions.get('__proto__')).toBeUndefined()
})
