import { parseExactJson } from '@darkroom/foundation'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonSpans } from './json-spans.ts'
import { replaceValues } from './replace-values.ts'

test('everything but the replaced values stays letter for letter', () => {
  const body = `{
    "workflow": {"3": {"inputs": {"seed": 18446744073709551615, "cfg": 7.0, "text": "a \\"}] \\\\",
      "image" : {"__type": "core/ASSET", "info": {"id": "x"}} } } }, "after": 1 }`
  const graph = replaceValues(body, '/workflow', new Map([['/3/inputs/image', '"a.png"']]))
  expect(
    graph,
  ).toBe(`{"3": {"inputs": {"seed": 18446744073709551615, "cfg": 7.0, "text": "a \\"}] \\\\",
      "image" : "a.png" } } }`)
})

test('of a member that is written twice the last one counts', () => {
  const body = '{"workflow":{"1":{"a":1}},"workflow":{"1":{"a":{"b":2}}}}'
  expect(replaceValues(body, '/workflow', new Map([['/1/a', '0']]))).toBe('{"1":{"a":0}}')
})

test('keys with slashes, tildes and escapes lead to their values', () => {
  const body = '{"workflow":{"a/b":{"c~d":[1,{"\\u0065":2}]}}}'
  expect(replaceValues(body, '/workflow', new Map([['/a~1b/c~0d/1/e', '3']]))).toBe(
    '{"a/b":{"c~d":[1,{"\\u0065":3}]}}',
  )
})

test('what has no such value gives nothing', () => {
  expect(replaceValues('{"other":{}}', '/workflow', new Map())).toBeUndefined()
})

test('every value of any JSON is found where it stands', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 3 }), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent)
      const spans = [...jsonSpans(text)]
      const whole = spans.at(-1)
      expect(whole).toMatchObject({ pointer: '', start: 0, end: text.length })
      for (const { pointer, start, end } of spans) {
        const steps = pointer
          .split('/')
          .slice(1)
          .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
        const found = steps.reduce<unknown>(
          (at, step) => Object.entries(Object(at)).find(([key]) => key === step)?.[1],
          JSON.parse(text),
        )
        expect(JSON.parse(text.slice(start, end))).toEqual(found)
      }
    }),
  )
})

test('the numbers of a graph without assets are those that were sent, however many digits they have', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n }), (seed) => {
      const text = `{"workflow":{"3":{"inputs":{"seed":${seed}}}}}`
      const graph = replaceValues(text, '/workflow', new Map()) ?? ''
      expect(JSON.stringify(parseExactJson(graph))).toContain(`"seed":${seed}}`)
    }),
  )
})
