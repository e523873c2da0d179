import { readObjectInfoText } from '@darkroom/comfy-recordings'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from './parse-json.ts'
import { stringifyJson } from './stringify-json.ts'

test('integers beyond 2^53 keep every digit', () => {
  expect(parseJson('{"max": 18446744073709551615, "min": -9007199254740993}')).toEqual({
    max: 18446744073709551615n,
    min: -9007199254740993n,
  })
})

test('the largest safe integers, fractions and exponents stay numbers', () => {
  const text = '[9007199254740991, 1e25, 0.12345678901234567, 12345678901234567.5]'
  expect(parseJson(text)).toEqual(JSON.parse(text))
})

test('bare NaN and infinities become those numbers', () => {
  expect(parseJson('{"a": NaN, "b": [Infinity, -Infinity], "c": NaN}')).toEqual({
    a: Number.NaN,
    b: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    c: Number.NaN,
  })
})

test('words and digits inside strings and keys are left alone', () => {
  const text =
    '{"NaN": "NaN, Infinity \\"NaN\\" \\\\", "Infinity": "18446744073709551615", "x": NaN}'
  expect(parseJson(text)).toEqual({
    NaN: 'NaN, Infinity "NaN" \\',
    Infinity: '18446744073709551615',
    x: Number.NaN,
  })
})

test.each(['', 'NaNcy', '--Infinity', '{"a": Inf}', '"unclosed', '"unclosed \\', '[NaN', 'None'])(
  '%s is refused',
  (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
  },
)

test('an unclosed string full of escapes is refused in linear time', () => {
  const started = process.threadCpuUsage()
  expect(() => parseJson(`"${'\\"'.repeat(2_000_000)}`)).toThrow(SyntaxError)
  // Five seconds of work, not of waiting for a busy machine: 4 MB take some 20 ms; a quadratic scanner would take hours.
  const { user, system } = process.threadCpuUsage(started)
  expect((user + system) / 1000).toBeLessThan(5_000)
})

test('the recorded object_info keeps the largest seed and an injected infinity', () => {
  const text = readObjectInfoText().replace('"CLIPTextEncode"', '"Odd": {"min": -Infinity}, $&')
  expect(parseJson(text)).toMatchObject({
    Odd: { min: Number.NEGATIVE_INFINITY },
    KSampler: { input: { required: { seed: ['INT', { max: 18446744073709551615n }] } } },
  })
})

test('every JSON text means what JSON.parse says', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(JSON.parse(stringifyJson(parseJson(text)))).toEqual(JSON.parse(text))
    }),
  )
})

test('every integer survives writing and reading, whatever stands around it', () => {
  const value = fc.oneof(fc.bigInt(), fc.string(), fc.constant('NaN"\\'))
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), value)), (entries) => {
      const read = parseJson(stringifyJson(entries))
      const widened = entries.map(([key, item]) => [
        key,
        typeof item === 'bigint' && Number.isSafeInteger(Number(item)) ? Number(item) : item,
      ])
      expect(read).toEqual(widened)
    }),
  )
})

test('a number that JSON cannot say is refused instead of written as null', () => {
  expect(() => stringifyJson({ cfg: Number.NaN })).toThrow('"cfg" is NaN')
})
