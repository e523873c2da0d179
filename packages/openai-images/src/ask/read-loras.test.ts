import { expect, test } from 'vitest'
import { readLoras } from './read-loras.ts'

test.each([
  ['ink', [{ name: 'ink', strength_model: 1 }]],
  ['style/ink.safetensors:0.5', [{ name: 'style/ink.safetensors', strength_model: 0.5 }]],
  ['C:ink', [{ name: 'C:ink', strength_model: 1 }]],
  [
    ['a:-1', { name: 'b', weight: '0.3' }],
    [
      { name: 'a', strength_model: -1 },
      { name: 'b', strength_model: 0.3 },
    ],
  ],
  [{ path: 'c', scale: 2, strength_clip: 1 }, [{ name: 'c', strength_model: 2, strength_clip: 1 }]],
  ['[{"name": "d"}]', [{ name: 'd', strength_model: 1 }]],
  [undefined, []],
  ['', []],
])('%j is %j', (sent, loras) => {
  expect(readLoras(sent)).toEqual(loras)
})

test('what has no name is refused at its place', () => {
  expect(() => readLoras(['ink', { strength: 1 }])).toThrow('loras.1.name is missing.')
  expect(() => readLoras(['['])).toThrow('loras.0 is no JSON.')
})
