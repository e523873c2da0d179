import { pngWithTexts } from '@darkroom/media-container/testing'
import { toFileForm } from '@darkroom/recipe'
import { fullRecipe } from '@darkroom/recipe/testing'
import { expect, test } from 'vitest'
import { defaultGraph } from '../test/graphs.ts'
import { createBufferSource, readImageMetadata } from './index.ts'

const comfyPng = pngWithTexts({ prompt: JSON.stringify(defaultGraph), workflow: '{"nodes":[]}' })

test('a ComfyUI picture tells everything that its graph says', () => {
  const source = createBufferSource(comfyPng)
  expect(readImageMetadata({ name: 'ComfyUI_00001_.png', source })).toEqual({
    format: 'png',
    mediaType: 'image/png',
    durationSeconds: null,
    width: 1024,
    height: 768,
    animated: false,
    complete: true,
    source: 'comfyui',
    recipe: {
      prompt: 'a glass bottle with a galaxy inside',
      negative_prompt: 'text, watermark',
      model: 'base/dreamscape_xl.safetensors',
      seed: 156680208700286,
      steps: 20,
      cfg: 8,
      sampler: 'euler',
      scheduler: 'normal',
      denoise: 1,
      resolution: { width: 512, height: 640 },
      loras: [],
    },
    seedText: '156680208700286',
    createdAt: '',
    favourite: false,
    tags: [],
    batchId: '',
    sequenceId: '',
    frameNumber: null,
    extra: {},
  })
})

test('raw texts are handed over, parsed, when asked for', () => {
  const source = createBufferSource(comfyPng)
  const { raw } = readImageMetadata({ name: 'a.png', source }, { raw: true })
  expect(raw).toEqual({ prompt: defaultGraph, workflow: { nodes: [] } })
})

test('a Darkroom sidecar wins over the graph and carries the personal fields', () => {
  const sidecar = {
    schema: 'darkroom/1',
    request_id: '11111111-1111-4111-8111-111111111111',
    prompt: 'what was asked for',
    negative_prompt: '',
    model: 'base/dreamscape_xl.safetensors',
    seed: 9007199254740991,
    parameters: {
      steps: 20,
      cfg: 7,
      sampler: 'euler',
      scheduler: 'normal',
      resolution: { width: 1024, height: 1024 },
      loras: [{ name: 'style/ink.safetensors', strength_model: 0.8, strength_clip: 0.5 }],
    },
    timestamp: '2026-11-22T15:30:12.000+00:00',
    duration_ms: 2345,
    sequence: { id: 'sequence-1', frame_number: 3 },
    favourite: true,
    tags: ['sea', 'night'],
  }
  const sidecars = [{ name: 'a.json', text: JSON.stringify(sidecar) }]
  const source = createBufferSource(comfyPng)
  expect(readImageMetadata({ name: 'a.png', source, sidecars })).toMatchObject({
    source: 'darkroom',
    recipe: {
      prompt: 'what was asked for',
      negative_prompt: '',
      seed: 9007199254740991,
      cfg: 7,
      loras: [{ name: 'style/ink.safetensors', strength_model: 0.8, strength_clip: 0.5 }],
      resolution: { width: 1024, height: 1024 },
    },
    createdAt: '2026-11-22T15:30:12.000+00:00',
    favourite: true,
    tags: ['sea', 'night'],
    sequenceId: 'sequence-1',
    frameNumber: 3,
    extra: { duration_ms: 2345 },
  })
})

test('every word of a recipe comes back from our own sidecar as it was written, whatever the graph says', () => {
  const text = JSON.stringify({ schema: 'darkroom/1', ...toFileForm(fullRecipe) })
  const source = createBufferSource(comfyPng)
  const { recipe } = readImageMetadata({
    name: 'a.png',
    source,
    sidecars: [{ name: 'a.json', text }],
  })
  expect(recipe).toEqual(fullRecipe)
})

test('what is no picture at all is unknown, and a source that fails throws nothing', () => {
  const source = createBufferSource(new TextEncoder().encode('hello'))
  expect(readImageMetadata({ name: 'a.png', source })).toMatchObject({
    format: 'unknown',
    complete: false,
    source: 'unknown',
  })
  const failing = {
    size: 100,
    read: () => {
      throw new Error('gone')
    },
  }
  expect(readImageMetadata({ name: 'a.png', source: failing })).toMatchObject({ format: 'unknown' })
})
