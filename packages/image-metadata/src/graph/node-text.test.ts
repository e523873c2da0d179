import { expect, test } from 'vitest'
import { defaultGraph, node, textEncode } from '../../test/graphs.ts'
import { readGraphJson } from '../../test/read-graph-json.ts'
import type { Json } from '../index.ts'

/** The default graph with its positive text from node 20. */
function withText(source: Json, more: Readonly<Record<string, Json>> = {}): Json {
  return { ...defaultGraph, '6': textEncode(['20', 0]), '20': source, ...more }
}

test.each<[string, Json, string]>([
  [
    'text concatenation',
    node('Text Concatenate', {
      delimiter: ', ',
      clean_whitespace: 'true',
      text_a: ['21', 0],
      text_b: 'sharp',
    }),
    'a hill, sharp',
  ],
  [
    'string concatenation',
    node('StringConcatenate', { string_a: 'x', string_b: ['21', 0], delimiter: '\\n' }),
    'x\na hill',
  ],
  [
    'numbered pieces',
    node('CR Text Blend', { text1: 'one', text2: ['21', 0], text10: 'ten', separator: '-' }),
    'one-a hill-ten',
  ],
  [
    'a wildcard processor',
    node('ImpactWildcardProcessor', {
      wildcard_text: '__animal__',
      populated_text: 'a grey wolf',
      mode: 'populate',
      seed: 1,
    }),
    'a grey wolf',
  ],
  [
    'a text that was shown',
    node('ShowText|pysssss', { text: ['22', 0], text_0: 'what it said' }),
    'what it said',
  ],
  [
    'a switch by number',
    node('CR Text Input Switch', { Input: 2, text1: 'no', text2: ['21', 0] }),
    'a hill',
  ],
  [
    'a switch by flag',
    node('ComfySwitchNode', { switch: false, on_true: 'no', on_false: ['21', 0] }),
    'a hill',
  ],
  [
    'a styler with both texts',
    node('SDXLPromptStyler', { text_positive: ['21', 0], text_negative: 'bad', style: 'base' }),
    'a hill',
  ],
  ['one node after another', node('Any Thing', { whatever: ['21', 0] }), 'a hill'],
])('text through nodes: %s', (_, source, expected) => {
  const more = {
    '21': node('Text Multiline', { text: 'a hill' }),
    '22': node('LLM Chat', { prompt: 'Describe a hill.' }),
  }
  expect(readGraphJson(withText(source, more)).prompt).toBe(expected)
})

test('what a language model was told is not the prompt', () => {
  const graph = withText(
    node('OllamaGenerate', { prompt: 'You are a helpful prompt writer', model: 'llama3' }),
  )
  expect(readGraphJson(graph)).toMatchObject({
    prompt: undefined,
    model: 'base/dreamscape_xl.safetensors',
  })
})

test('LoRAs named in the prompt are added, in the order that ComfyUI nodes use', () => {
  const graph = { ...defaultGraph, '6': textEncode('a ship <lora:waves:0.7:0.2>') }
  expect(readGraphJson(graph).loras).toEqual([
    { name: 'waves', strength_model: 0.7, strength_clip: 0.2 },
  ])
})
