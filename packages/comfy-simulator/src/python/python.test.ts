import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEqual, toFloat, toInt } from './convert.ts'
import { parseJson } from './parse.ts'
import { repr } from './repr.ts'
import { stringifyJson } from './stringify.ts'

test('any JSON text means the same to us as to JSON.parse', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(JSON.parse(stringifyJson(parseJson(text)))).toEqual(JSON.parse(text))
    }),
  )
})

test('what we write, we read and write again letter for letter', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = stringifyJson(parseJson(JSON.stringify(value)))
      expect(stringifyJson(parseJson(text))).toBe(text)
    }),
  )
})

test.each([
  ['{"10":1,"2":[]}', '{"10": 1, "2": []}'],
  ['18446744073709551615', '18446744073709551615'],
  ['[7.0, 1e-5, 1e22, 0.1, -0.0]', '[7.0, 1e-05, 1e+22, 0.1, -0.0]'],
  ['[NaN, Infinity, -Infinity]', '[NaN, Infinity, -Infinity]'],
  ['"é\u{1f600}\\u007f"', '"\\u00e9\\ud83d\\ude00\\u007f"'],
])('%s is written %s', (text, written) => {
  expect(stringifyJson(parseJson(text))).toBe(written)
})

test.each(['{nope', '', '[1,]', '{"a" 1}', '"\n"', '01', 'nul', '[1] 2'])(
  '%j is no JSON',
  (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
  },
)

test('error texts show values as Python does', () => {
  expect(repr(parseJson('["it\'s", "a\\n", true, null, 1.5, {"k": 7.0}]'))).toBe(
    `["it's", 'a\\n', True, None, 1.5, {'k': 7.0}]`,
  )
})

test('int() and float() convert and refuse as in Python', () => {
  expect(toInt(' 7 ')).toBe(7)
  expect(toInt(parseJson('1.9'))).toBe(1)
  expect(toInt('18446744073709551615')).toBe(18446744073709551615n)
  expect(() => toInt('abc')).toThrow("invalid literal for int() with base 10: 'abc'")
  expect(toFloat('1e3').value).toBe(1000)
  expect(() => toFloat('abc')).toThrow("could not convert string to float: 'abc'")
})

test('1 equals 1.0 and no text equals a number', () => {
  expect(isEqual(1, parseJson('1.0'))).toBe(true)
  expect(isEqual('1', 1)).toBe(false)
})
