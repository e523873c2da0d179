import { expect, test } from 'vitest'
import { readGraphText } from './graph-text.ts'

const graph = '{"1":{"class_type":"KSampler","inputs":{"seed":18446744073709551557,"cfg":7.5}}}'

test.each([
  ['a text of its own', { prompt: graph }],
  [
    'a text of its own, behind a byte order mark and with a NUL at its end',
    { prompt: `\uFEFF${graph}\0` },
  ],
  ['a comment', { UserComment: graph }],
  ['the object of a comment', { UserComment: `{"prompt":${graph},"workflow":{}}` }],
  ['a text in the object of a comment', { UserComment: JSON.stringify({ prompt: graph }) }],
  ['a text in a text', { prompt: JSON.stringify(graph) }],
])('a graph in %s is found, with every digit of its seed', (_where, texts) => {
  expect(readGraphText(new Map(Object.entries(texts)))).toBe(graph)
})

test.each([
  ['an editor workflow', { workflow: '{"nodes":[{"class_type":1}]}' }],
  ['a prompt that only speaks of class_type', { prompt: 'a class_type' }],
  ['broken JSON', { prompt: graph.slice(0, -1) }],
  ['no node', { prompt: '{"class_type":"KSampler"}' }],
])('%s is no graph', (_what, texts) => {
  expect(readGraphText(new Map(Object.entries(texts)))).toBeUndefined()
})
