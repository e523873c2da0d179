import { pngWithTexts } from '@darkroom/media-container/testing'
import { expect, test } from 'vitest'
import { readPng } from '../../test/read-texts.ts'
import { createBufferSource, readImageMetadata } from '../index.ts'

test.each([
  'Postprocess upscale by: 4, Postprocess upscaler: R-ESRGAN 4x+',
  'Postprocess upscale to: 2048x2048',
  'Postprocess upscaler: Lanczos',
  'Upscale: 2, visibility: 1.0, model:R-ESRGAN 4x+',
  'Upscale: 2.0, visibility: 1.0, model:4x-UltraSharp\nGFPGAN visibility:0.5',
  'GFPGAN visibility: 0.5',
  'CodeFormer visibility: 1, CodeFormer weight: 0.5',
])(
  'a text that only tells how a picture was made larger has no prompt and no model: %s',
  (parameters) => {
    expect(readPng({ parameters })).toMatchObject({
      source: 'a1111',
      prompt: undefined,
      model: undefined,
    })
  },
)

test('what was done afterwards is beside the prompt, and a prompt that only speaks of it is one', () => {
  const parameters = 'a hill\nPostprocess upscale by: 4, Postprocess upscaler: Lanczos'
  expect(readPng({ parameters })).toMatchObject({
    prompt: 'a hill',
    extra: { 'Postprocess upscaler': 'Lanczos' },
  })
  expect(readPng({ parameters: 'an upscale restaurant, seen from outside' }).prompt).toBe(
    'an upscale restaurant, seen from outside',
  )
})

test('keys in small letters are the same keys', () => {
  const parameters =
    'a hill\nnegative prompt: fog\nsteps: 20, sampler: Euler a, cfg scale: 6, seed: 3, size: 512x640, model: dream'
  expect(readPng({ parameters })).toMatchObject({
    prompt: 'a hill',
    negative_prompt: 'fog',
    steps: 20,
    cfg: 6,
    seed: 3,
    sampler: 'Euler a',
    model: 'dream',
    resolution: { width: 512, height: 640 },
    extra: {},
  })
  const mixed = 'a hill\nSteps: 20, Sampler: Euler, Seed: 3, model: dream'
  expect(readPng({ parameters: mixed }).model).toBe('dream')
})

test.each(['null', 'None', 'unknown', 'N/A', 'undefined'])(
  'our own sidecar is taken letter for letter: %s',
  (word) => {
    const text = JSON.stringify({
      schema: 'darkroom/1',
      prompt: word,
      negative_prompt: word,
      model: word,
      seed: 5,
      parameters: { sampler: word, loras: [{ name: word, strength_model: 1, strength_clip: 1 }] },
      tags: [word],
    })
    const source = createBufferSource(pngWithTexts({ parameters: 'a hill\nSteps: 3, Seed: 1' }))
    const sidecars = [{ name: 'a.json', text }]
    expect(readImageMetadata({ name: 'a.png', source, sidecars })).toMatchObject({
      recipe: {
        prompt: word,
        negative_prompt: word,
        model: word,
        sampler: word,
        loras: [{ name: word }],
      },
      tags: [word],
    })
  },
)
