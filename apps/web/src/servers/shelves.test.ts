import { expect, test } from 'vitest'
import type { Model, Models } from '../api/types.ts'
import { shelvesOf } from './shelves.ts'

const model = (category: Model['category'], path: string): Model => ({
  filename: path,
  display_name: path,
  category,
  path,
})

const models: Models = {
  base: [model('base', 'checkpoints/Dreamscape_XL.safetensors')],
  merged: [],
  lora: [model('lora', 'loras/style/ink.safetensors'), model('lora', 'loras/ink wash.safetensors')],
  diffusion: [],
  vae: [],
  text_encoder: [],
  controlnet: [],
  upscale: [],
  embedding: [],
  total_count: 3,
}

const found = (words: string) =>
  shelvesOf(models, words).map(({ title, models: all }) => `${title} ${all.length}`)

test('models are found by words in any order, and empty kinds are left out', () => {
  expect(found('')).toEqual(['Checkpoints 1', 'LoRAs 2'])
  expect(found('INK style')).toEqual(['LoRAs 1'])
  expect(found('xl dream')).toEqual(['Checkpoints 1'])
  expect(found('flux')).toEqual([])
})
