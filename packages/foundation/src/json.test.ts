import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isJsonObject, isRecord, type Json } from './json.ts'

test.each([
  [{}, true],
  [{ a: 1 }, true],
  [Object.create(null), true],
  [[], false],
  [null, false],
  [undefined, false],
  ['{}', false],
  [0, false],
])('whether %j is a record: %s', (value, expected) => {
  expect(isRecord(value)).toBe(expected)
})

test('of all JSON, an object is what is written with braces', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value: Json = JSON.parse(text)
      expect(isJsonObject(value)).toBe(text.trimStart().startsWith('{'))
    }),
  )
})
