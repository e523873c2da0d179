import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from './json.ts'

test('what JSON.parse reads is read alike', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      fc.pre(!/\d{16}/.test(text))
      expect(parseJson(text)).toEqual(JSON.parse(text))
    }),
  )
})

test('integers too long for a number stay as their digits, wherever they are', () => {
  expect(
    parseJson(
      '{"a":[12345678901234567890,-12345678901234567890],"b":9007199254740991,"c":0.1234567890123456789e1}',
    ),
  ).toEqual({
    a: ['12345678901234567890', '-12345678901234567890'],
    b: 9007199254740991,
    c: Number('1.234567890123456789'),
  })
  expect(parseJson('12345678901234567890')).toBe('12345678901234567890')
})

test('a byte order mark and trailing NULs are no matter', () => {
  expect(parseJson('\ufeff{"a":1}\0\0')).toEqual({ a: 1 })
})

test('NaN and Infinity outside strings are null, and nothing inside a string changes', () => {
  expect(parseJson('{"NaN":NaN,"a\\\\\\"NaN":[-Infinity,Infinity],"b\\\\":"Infinity"}')).toEqual({
    NaN: null,
    'a\\"NaN': [null, null],
    'b\\': 'Infinity',
  })
})

test('what is no JSON is undefined, also when it was built to be slow', () => {
  for (const text of [
    '',
    '{',
    'NaN"',
    `[NaN,"${'\\"'.repeat(1_000_000)}`,
    `NaN${'"\\'.repeat(500_000)}`,
    '[NaN,'.repeat(100_000),
  ]) {
    expect(parseJson(text)).toBeUndefined()
  }
})

test('a long integer is noticed at any place in the text', () => {
  for (let shift = 0; shift < 40; shift++) {
    const text = `{"${'k'.repeat(shift)}":1234567890123456789}`
    expect(parseJson(text)).toEqual({ ['k'.repeat(shift)]: '1234567890123456789' })
  }
})
