import { expect, test } from 'vitest'
import { defaultGraph, ksampler, node, textEncode } from '../../test/graphs.ts'
import { readGraphJson } from '../../test/read-graph-json.ts'
import type { Json } from '../index.ts'

type Nodes = Readonly<Record<string, Json>>
const main = 'a glass bottle with a galaxy inside'

test.each<[string, Nodes, string]>([
  [
    'GLIGEN, the text of a box',
    {
      '20': node('GLIGENTextBoxApply', {
        conditioning_to: ['6', 0],
        clip: ['4', 1],
        gligen_textbox_model: ['21', 0],
        text: 'a cork',
        width: 64,
        height: 64,
        x: 0,
        y: 0,
      }),
      '21': node('GLIGENLoader', { gligen_name: 'gligen.safetensors' }),
    },
    `${main}\na cork`,
  ],
  [
    'a text for the ControlNet alone',
    {
      '20': node('CLIPTextEncodeControlnet', {
        clip: ['4', 1],
        conditioning: ['6', 0],
        text: 'a cork',
      }),
    },
    `${main}\na cork`,
  ],
  [
    'the regions of Cutoff',
    {
      '20': node('BNK_CutoffRegionsToConditioning', {
        clip_regions: ['21', 0],
        mask_token: '+',
        strict_mask: 1,
      }),
      '21': node('BNK_CutoffSetRegions', {
        clip_regions: ['22', 0],
        region_text: 'pink',
        target_text: 'hair',
        weight: 1,
      }),
      '22': node('BNK_CutoffBasePrompt', { clip: ['4', 1], text: main }),
    },
    main,
  ],
])(
  'a node with a text and an incoming conditioning does not hide the prompt: %s',
  (_, nodes, prompt) => {
    const graph = { ...defaultGraph, '3': ksampler({ positive: ['20', 0] }), ...nodes }
    expect(readGraphJson(graph)).toMatchObject({ prompt, negative_prompt: 'text, watermark' })
  },
)

test.each<[string, Nodes]>([
  [
    'the name of a file with prompts',
    {
      '6': textEncode(['20', 0]),
      '20': node('LoadPromptsFromFile', { prompt_file: 'a/b.txt', index: 1 }),
    },
  ],
  [
    'a path',
    { '6': textEncode(['20', 0]), '20': node('Load Text File', { text_path: '/home/me/prompts' }) },
  ],
  [
    'the name of a style',
    { '6': textEncode(['20', 0]), '20': node('Load Styles CSV', { styles: 'Noir' }) },
  ],
  [
    'a list of numbers',
    {
      '3': ksampler({ positive: ['20', 0] }),
      '20': node('TimedGuides', { indices: ['21', 0], frames: ['22', 0] }),
      '21': node('easy stringToIntList', { string: '0, 0, 0, 0, 0' }),
      '22': node('LoadImage', { image: 'a.png' }),
    },
  ],
  [
    'an encoder that nothing reads, beside one that is told by a language model',
    {
      '6': textEncode(['20', 0]),
      '20': node('OllamaGenerate', { prompt: 'Invent a prompt', model: 'llama3' }),
      '21': textEncode('an old idea that was left lying about'),
    },
  ],
])('a text that no encoder reads is not the prompt: %s', (_, nodes) => {
  expect(readGraphJson({ ...defaultGraph, ...nodes }).prompt).toBeUndefined()
})

test('words that mean "nothing" elsewhere are words in an encoder', () => {
  for (const text of ['null', 'None', 'unknown', 'N/A', '0, 0, 0', 'cat.png'])
    expect(readGraphJson({ ...defaultGraph, '6': textEncode(text) }).prompt).toBe(text)
})
