import { expect, it } from 'vitest'
import { parseExactJson, toExactJson } from './exact-json.ts'

it('keeps every digit of a seed, and texts as they are', () => {
  const text = `{
  "seed": 18446744073709551615,
  "negative": -9007199254740993,
  "small": 42,
  "real": 0.12345678901234567,
  "large": 1e300,
  "text": "no \\"number\\": 18446744073709551615, \\\\",
  "18446744073709551615": true
}`
  const written = toExactJson(parseExactJson(text))
  expect(written).toContain('"seed": 18446744073709551615')
  expect(written).toContain('"negative": -9007199254740993')
  expect(JSON.parse(written)).toEqual(JSON.parse(text))
})
