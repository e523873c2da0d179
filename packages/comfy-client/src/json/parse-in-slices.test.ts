import { readObjectInfoText } from '@darkroom/comfy-recordings'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonValue } from './json-value.ts'
import { parseJsonInSlices } from './parse-in-slices.ts'
import { parseJson } from './parse-json.ts'

const filler = 'x'.repeat(70_000)

/** Long enough to be taken apart, with the text at each place where a value can stand. */
const around = (text: string): string =>
  ` { "a" : [ ${text} , "${filler}", {"b":${text}, "__proto__": 1} ] , "c":{"d" : ${text}}}\n`

test('what is taken apart means what it means at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (text) => {
      const long = around(text)
      expect(await parseJsonInSlices(long)).toEqual(parseJson(long))
    }),
    { numRuns: 30 },
  )
})

test.each([
  'NaN',
  '[-Infinity]',
  '18446744073709551615',
  '""',
  '[]',
  '{}',
  `[${' '.repeat(70_000)}]`,
])('%.20s is read', async (text) => {
  expect(await parseJsonInSlices(around(text))).toEqual(parseJson(around(text)))
})

test('a recorded object_info ten times over is the same', async () => {
  const text = `[${Array(10).fill(readObjectInfoText()).join(',')}]`
  expect(await parseJsonInSlices(text)).toEqual(parseJson(text))
})

test.each([
  `["${filler}"`,
  `[[],"${filler}",1,]`,
  `[[],"${filler}",,1]`,
  `["${filler}",1}`,
  `["${filler}",]`,
  `["${filler}"}`,
  `{"a":"${filler}",}`,
  `{"a" "${filler}"}`,
  `{1:"${filler}"}`,
  `["${filler}"] x`,
  `["${filler}" 1]`,
  `["${filler}]`,
])('broken JSON is refused (%#)', async (text) => {
  await expect(parseJsonInSlices(text)).rejects.toThrow(SyntaxError)
})

test('lists within lists are refused beyond any sane depth, in no time', async () => {
  const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
  expect(parseJson(deep(256))).toHaveLength(1)
  expect(() => parseJson(deep(257))).toThrow('256 deep')
  await expect(parseJsonInSlices(deep(5_000_000))).rejects.toThrow('256 deep')
})

test('the event loop has its turn while much is read', async () => {
  let turns = 0
  const ticking = setInterval(() => {
    turns += 1
  }, 1)
  const items: JsonValue = Array.from({ length: 400_000 }, (_, index) => [index, 'a', {}, {}])
  await parseJsonInSlices(JSON.stringify(items))
  clearInterval(ticking)
  expect(turns).toBeGreaterThan(3)
})
