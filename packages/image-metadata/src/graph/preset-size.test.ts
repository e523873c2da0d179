import { expect, test } from 'vitest'
import { defaultGraph, node } from '../../test/graphs.ts'
import { readGraphJson } from '../../test/read-graph-json.ts'
import type { Json } from '../index.ts'

const sizeOf = (inputs: Json): Json | undefined =>
  readGraphJson({
    ...defaultGraph,
    '5': node('EmptyLatentImage', { width: ['20', 0], height: ['20', 1], batch_size: 1 }),
    '20': { class_type: 'CR Aspect Ratio', inputs },
  }).resolution

test('a preset counts before the numbers beside it, which are for the custom one', () => {
  const numbers = { width: 1024, height: 1024, upscale_factor: 1 }
  const preset = 'SDXL - 2:3 portrait 832x1216'
  const tall = { width: 832, height: 1216 }
  expect(sizeOf({ ...numbers, aspect_ratio: preset, swap_dimensions: 'Off' })).toEqual(tall)
  expect(sizeOf({ ...numbers, aspect_ratio: preset, swap_dimensions: 'On' })).toEqual({
    width: 1216,
    height: 832,
  })
  expect(sizeOf({ ...numbers, aspect_ratio: preset, prescale_factor: 0.5 })).toEqual({
    width: 416,
    height: 608,
  })
  expect(sizeOf({ ...numbers, aspect_ratio: 'custom' })).toEqual({ width: 1024, height: 1024 })
})

test('the preset of a loader that makes the latent as well', () => {
  const graph = {
    ...defaultGraph,
    '5': node('easy fullLoader', {
      resolution: '832 x 1216',
      empty_latent_width: 512,
      empty_latent_height: 512,
    }),
  }
  expect(readGraphJson(graph).resolution).toEqual({ width: 832, height: 1216 })
})
