import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toPlainJson, uniteDefinitions } from './united-definitions.ts'

const loader = (...names: string[]) => ({
  CheckpointLoaderSimple: {
    input: { required: { ckpt_name: [names, { tooltip: 'The file' }] } },
    output: ['MODEL', 'CLIP', 'VAE'],
  },
})

const combo = (...options: string[]) => ({
  Upscale: { input: { required: { model: ['COMBO', { options, default: 'a' }] }, optional: {} } },
})

test('choices of a class that several servers have are united, in the order of the servers', () => {
  expect(uniteDefinitions([loader('a', 'b'), loader('b', 'c')])).toEqual(loader('a', 'b', 'c'))
  expect(uniteDefinitions([combo('a'), combo('a', 'b')])).toEqual(combo('a', 'b'))
})

test('a class or an input that one server alone has is there', () => {
  const newer = { Upscale: { input: { required: { model: ['COMBO', { options: ['b'] }] } } } }
  const older = { Upscale: { input: { required: { model: ['COMBO', {}], factor: ['FLOAT'] } } } }
  const both = uniteDefinitions([loader('a'), newer, older])
  expect(Object.keys(both)).toEqual(['CheckpointLoaderSimple', 'Upscale'])
  expect(both.Upscale).toMatchObject({ input: { required: { factor: ['FLOAT'] } } })
})

test('a class may be called as a property of every object', () => {
  const definitions = { constructor: { input: {} }, toString: { input: {} } }
  expect(Object.keys(uniteDefinitions([definitions, {}]))).toEqual(['constructor', 'toString'])
})

test('what one server says stays as it is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (told) => {
      const plain = JSON.parse(JSON.stringify(told))
      expect(uniteDefinitions([plain])).toEqual(plain)
    }),
  )
})

test('an integer that has more digits than a number becomes the nearest that is no larger', () => {
  expect(JSON.stringify(toPlainJson({ max: 18446744073709551615n }))).toBe(
    '{"max":18446744073709550000}',
  )
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (value) => {
      const plain = toPlainJson(value)
      const magnitude = BigInt(Math.abs(Number(plain)))
      expect(magnitude <= (value < 0n ? -value : value)).toBe(true)
    }),
  )
})
