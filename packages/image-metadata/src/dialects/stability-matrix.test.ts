import { expect, test } from 'vitest'
import { readPng } from '../../test/read-texts.ts'

test('Stability Matrix', () => {
  const texts = {
    'parameters-json': {
      PositivePrompt: 'a',
      NegativePrompt: 'b',
      Steps: 20,
      Sampler: { Name: 'euler' },
      CfgScale: 7,
      Seed: 12,
      Height: 512,
      Width: 640,
      ModelName: 'm.safetensors',
    },
    parameters:
      'a\nNegative prompt: b\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 12, Size: 640x512, Model: m',
    smproj: { version: 1 },
  }
  expect(readPng(texts)).toMatchObject({
    source: 'stabilitymatrix',
    prompt: 'a',
    negative_prompt: 'b',
    model: 'm.safetensors',
    sampler: 'euler',
    cfg: 7,
    resolution: { width: 640 },
  })
})
