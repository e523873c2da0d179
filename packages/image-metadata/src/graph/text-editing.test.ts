import { expect, test } from 'vitest'
import { defaultGraph, node, textEncode } from '../../test/graphs.ts'
import { readGraphJson } from '../../test/read-graph-json.ts'
import type { Json } from '../index.ts'

const promptFrom = (source: Json, slot = 0): string | undefined =>
  readGraphJson({
    ...defaultGraph,
    '6': textEncode(['20', slot]),
    '20': source,
    '21': node('PrimitiveStringMultiline', { value: 'a big dog' }),
  }).prompt

test.each<[string, Json, string]>([
  ['StringReplace', { string: ['21', 0], find: 'dog', replace: 'cat' }, 'a big cat'],
  ['Text Find and Replace', { text: ['21', 0], find: 'dog', replace: '' }, 'a big'],
  [
    'StringFunction|pysssss',
    { action: 'replace', text_a: ['21', 0], text_b: 'big', text_c: 'wet' },
    'a wet dog',
  ],
  [
    'StringFunction|pysssss',
    { action: 'append', tidy_tags: 'yes', text_a: ['21', 0], text_b: 'wet', text_c: '' },
    'a big dog, wet',
  ],
  ['CaseConverter', { string: ['21', 0], mode: 'UPPERCASE' }, 'A BIG DOG'],
  ['easy promptLine', { prompt: 'one\n\ntwo\nthree', start_index: 1, max_rows: 1 }, 'two'],
  ['StringSelector', { strings: 'one\ntwo\nthree', multiline: false, select: 4 }, 'two'],
])('%s: the text as it was changed', (type, inputs, prompt) => {
  expect(promptFrom({ class_type: type, inputs })).toBe(prompt)
})

test.each<[string, Json]>([
  ['RegexReplace', { string: ['21', 0], regex_pattern: 'd.g', replace: 'cat' }],
  ['RegexExtract', { string: ['21', 0], regex_pattern: 'd.g', mode: 'First Match' }],
  ['StringSubstring', { string: ['21', 0], start: 2, end: 5 }],
  [
    'StringFunction|pysssss',
    { action: 'replace', text_a: ['21', 0], text_b: '/d.g/', text_c: 'cat' },
  ],
  ['easy promptLine', { prompt: 'one\ntwo', start_index: 0, max_rows: 2 }],
  ['StringSelector', { strings: '#one\ntwo', multiline: true, select: 1 }],
  ['Text Random Line', { text: 'one\ntwo', seed: 3 }],
  ['OneButtonPrompt', { prompt_prefix: 'photo of', prompt_suffix: '', seed: 3 }],
])(
  '%s: what the file does not tell is unknown, and the unchanged text is not the prompt',
  (type, inputs) => {
    expect(promptFrom({ class_type: type, inputs })).toBeUndefined()
  },
)

test('a node that keeps several texts hands on the one of its output', () => {
  const row = node('Text String', { text: 'first', text_b: 'second', text_c: '', text_d: '' })
  expect([promptFrom(row), promptFrom(row, 1)]).toEqual(['first', 'second'])
})

test('a chain of replacements that each double the text ends within the budget', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [
      `${100 + index}`,
      node('StringReplace', {
        string: index === 0 ? 'aa' : [`${99 + index}`, 0],
        find: 'a',
        replace: 'aa',
      }),
    ]),
  )
  const graph = { ...defaultGraph, ...chain, '6': textEncode(['159', 0]) }
  expect(readGraphJson(graph).source).toBe('comfyui')
})
