import { expect, test } from 'vitest'
import { GraphFormatError, parseGraph, readGraph } from '../index.ts'

test('a graph from a picture is read without is_changed, which would freeze its nodes', () => {
  const text = `{"8": {"class_type": "LoadImage", "inputs": {"image": "NaN, \\"Infinity\\""}, "is_changed": [NaN, -Infinity]}}`
  expect(parseGraph(text)).toEqual({
    '8': {
      class_type: 'LoadImage',
      inputs: { image: 'NaN, "Infinity"' },
    },
  })
})

test('a node without inputs gets empty ones, for the server stalls without', () => {
  expect(readGraph({ a: { class_type: 'X', _meta: { title: 'Mine' } } })).toEqual({
    a: { class_type: 'X', inputs: {}, _meta: { title: 'Mine' } },
  })
})

test('a seed of twenty digits keeps all of them', () => {
  const text = '{"1":{"class_type":"KSampler","inputs":{"seed":18446744073709551557,"cfg":7.5}}}'
  expect(JSON.stringify(parseGraph(text))).toContain('"seed":18446744073709551557,"cfg":7.5')
})

test("the editor's own format is refused, with what to do about it", () => {
  const workflow = { id: 'x', nodes: [{ id: 1, type: 'KSampler' }], links: [], version: 0.4 }
  expect(() => readGraph(workflow)).toThrow(
    expect.objectContaining({
      reason: 'ui-workflow',
      message: expect.stringContaining('Export (API)'),
    }),
  )
})

test.each([
  ['no JSON', '{nope', 'not-json'],
  ['an array', '[]', 'not-a-graph'],
  ['null', 'null', 'not-a-graph'],
  ['no nodes', '{}', 'not-a-graph'],
  ['a node that is text', '{"1":"KSampler"}', 'not-a-graph'],
  ['a node without class', '{"1":{"inputs":{}}}', 'not-a-graph'],
  ['inputs that are a list', '{"1":{"class_type":"X","inputs":[]}}', 'not-a-graph'],
])('%s is refused', (_what, text, reason) => {
  expect(() => parseGraph(text)).toThrow(
    expect.objectContaining({ name: GraphFormatError.name, reason }),
  )
})

test('node ids that are names of object properties are ids like any other', () => {
  const graph = parseGraph('{"__proto__":{"class_type":"X","inputs":{"constructor":1}}}')
  expect(Object.keys(graph)).toEqual(['__proto__'])
  expect(JSON.stringify(graph)).toContain('{"constructor":1}')
})
