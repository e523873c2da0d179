import { recipeWords } from '@darkroom/recipe'
import { expect, test } from 'vitest'
import { unknownField } from './unknown-field.ts'

const generate = [...recipeWords.filter((word) => word !== 'guidance'), 'priority']
const batch = ['batch_count', 'base_seed', 'seed_mode', ...generate.filter((w) => w !== 'seed')]

test.each([
  ['width', 'resolution'],
  ['height', 'resolution'],
  ['size', 'resolution'],
  ['cfg_scale', 'cfg'],
  ['cfgScale', 'cfg'],
  ['guidance_scale', 'cfg'],
  ['guidance', 'cfg'],
  ['num_inference_steps', 'steps'],
  ['sampler_name', 'sampler'],
  ['sampler_index', 'sampler'],
  ['checkpoint', 'model'],
  ['ckpt_name', 'model'],
  ['negativePrompt', 'negative_prompt'],
  ['text', 'prompt'],
  ['promt', 'prompt'],
  ['lora', 'loras'],
  ['noise_seed', 'seed'],
])('%s is proposed to be %s', (field, meant) => {
  expect(unknownField(field, generate)).toBe(`is not a known field; did you mean ${meant}?`)
})

test.each([
  ['n', 'batch_count'],
  ['count', 'batch_count'],
  ['num_images', 'batch_count'],
  ['batchSize', 'batch_size'],
  ['seed', 'base_seed'],
])('of a batch, %s is proposed to be %s', (field, meant) => {
  expect(unknownField(field, batch)).toBe(`is not a known field; did you mean ${meant}?`)
})

test.each(['n', 'num_images', 'batch_count'])('%s of one picture points to batches', (field) => {
  expect(unknownField(field, generate)).toContain('POST /api/batch')
})

test('what is like nothing is only not known', () => {
  expect(unknownField('zzzz', generate)).toBe('is not a known field')
  expect(unknownField('width', [])).toBe('is not a known field')
})
