import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactDigits, numberIn, parseExactJson } from './index.ts'

test('an integer of any length comes back from a text as it went in', () => {
  fc.assert(
    fc.property(fc.bigInt(), (integer) => {
      const text = `{"seed":${integer},"cfg":7.5}`
      expect(JSON.stringify(parseExactJson(text))).toBe(text)
    }),
  )
})

test('a number is told whether JavaScript holds it exactly or not', () => {
  const [small, large] = [parseExactJson('7'), parseExactJson('18446744073709551557')]
  expect([exactDigits(small), numberIn(small)]).toEqual([undefined, 7])
  expect([exactDigits(large), numberIn(large)]).toEqual(['18446744073709551557', 2 ** 64])
  expect([exactDigits('7'), numberIn('7')]).toEqual([undefined, undefined])
})

test("Python's bare words are null, and words in a text stay", () => {
  expect(parseExactJson('{"a": NaN, "b": -Infinity, "c": "NaN \\" Infinity"}')).toEqual({
    a: null,
    b: null,
    c: 'NaN " Infinity',
  })
})

test('a string that is never closed is refused at once, however many quotes it has', () => {
  const started = process.threadCpuUsage()
  expect(() => parseExactJson(`"${'\\"'.repeat(500_000)}`)).toThrow(SyntaxError)
  expect(() => parseExactJson(`"${'\\"'.repeat(500_000)}\\`)).toThrow(SyntaxError)
  // Five seconds of work, not of waiting for a busy machine: a megabyte takes some milliseconds; a quadratic scanner would take hours.
  const { user, system } = process.threadCpuUsage(started)
  expect((user + system) / 1000).toBeLessThan(5_000)
})
