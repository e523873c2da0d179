import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonMembers } from './json-members.ts'

test('each value is as it is written', () => {
  const text = ' {"a": 1.50 , "b":"x, \\"}", "c" : {"d": [NaN, {"e": "]"}]}\n} and more'
  expect([...(jsonMembers(text) ?? [])]).toEqual([
    ['a', '1.50'],
    ['b', '"x, \\"}"'],
    ['c', '{"d": [NaN, {"e": "]"}]}'],
  ])
})

test('what is no object, or does not end, has no members', () => {
  for (const text of [
    '',
    '[]',
    '"a"',
    '{',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,',
    '{a:1}',
    '{"a" 1}',
  ])
    expect(jsonMembers(text)).toBeUndefined()
})

test('the members of any object, however it is laid out', () => {
  const layout = fc.constantFrom(undefined, 1, '\t')
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), layout, (object, space) => {
      const members = jsonMembers(JSON.stringify(object, null, space)) ?? new Map()
      const written = [...members].map(([name, value]) => `"${name}": ${value}`)
      expect(JSON.parse(`{${written.join()}}`)).toEqual(JSON.parse(JSON.stringify(object)))
    }),
  )
})

test('any text at all is gone through once', () => {
  const text = fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ':', ',', 'a', ' '), {
    maxLength: 40,
  })
  fc.assert(fc.property(text, (letters) => void jsonMembers(letters.join(''))))
})
