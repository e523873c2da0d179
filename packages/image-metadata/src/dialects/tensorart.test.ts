import { expect, test } from 'vitest'
import { defaultGraph } from '../../test/graphs.ts'
import { readPng } from '../../test/read-texts.ts'

test('TensorArt: its seed of −1 is filled from the graph', () => {
  const generation_data = `${JSON.stringify({
    prompt: 'what the user wrote',
    negative_prompt: 'bad',
    width: 768,
    height: 1152,
    steps: 25,
    cfgScale: 7,
    seed: '-1',
    ksamplerName: 'euler_ancestral',
    baseModel: { modelFileName: 'animix', hash: 'x' },
    models: [{ modelFileName: 'ink', weight: 0.8, type: 'LORA' }],
  })}\0`
  expect(readPng({ generation_data, prompt: defaultGraph })).toMatchObject({
    source: 'tensorart',
    prompt: 'what the user wrote',
    seed: 156680208700286,
    model: 'animix',
    sampler: 'euler_ancestral',
    loras: [{ name: 'ink', strength_model: 0.8 }],
    resolution: { width: 768 },
  })
})
