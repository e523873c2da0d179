import { describe, expect, it } from 'vitest'
import { emptyDraft } from './draft.ts'
import type { KnownModel } from './model-settings.ts'
import { toPress } from './to-request.ts'

const sdxl: KnownModel = {
  multiple: 8,
  refuses: { guidance: 'has no effect' },
  recommended: {
    steps: 30,
    cfg: 6,
    sampler: 'dpmpp_2m',
    scheduler: 'karras',
    resolution: { width: 1024, height: 1024 },
  },
}
const flux: KnownModel = {
  multiple: 16,
  refuses: { negative_prompt: 'has no effect', cfg: 'must be 1', clip_skip: 'has no effect' },
  recommended: {
    steps: 20,
    cfg: 1,
    guidance: 3.5,
    sampler: 'euler',
    scheduler: 'simple',
    resolution: { width: 1024, height: 1024 },
  },
}
const model = 'one.safetensors'
const draft = { ...emptyDraft, prompt: ' a fox ' }

describe('the request that the form stands for', () => {
  it('has the values that suit the model', () => {
    expect(toPress(draft, { model, details: sdxl })).toEqual({
      kind: 'one',
      body: {
        prompt: 'a fox',
        model,
        seed: -1,
        steps: 30,
        cfg: 6,
        sampler: 'dpmpp_2m',
        scheduler: 'karras',
        resolution: { width: 1024, height: 1024 },
      },
    })
  })

  it('has what somebody chose instead, and never what the model refuses', () => {
    const chosen = {
      ...draft,
      negative_prompt: 'blurry',
      cfg: 9,
      clip_skip: 2,
      steps: 8,
      shape: '3:4',
    } as const
    const { body } = toPress(chosen, { model, details: flux })
    expect(body).toEqual({
      prompt: 'a fox',
      model,
      seed: -1,
      steps: 8,
      guidance: 3.5,
      sampler: 'euler',
      scheduler: 'simple',
      resolution: { width: 896, height: 1152 },
    })
  })

  it('leaves the defaults of a model that nobody knows to the API', () => {
    const { body } = toPress(draft, { model, details: {} })
    expect(Object.keys(body).toSorted()).toEqual(['model', 'prompt', 'resolution', 'seed'])
  })

  it('is a batch for several pictures, each with a seed of its own', () => {
    const several = { ...draft, count: 4 }
    expect(toPress(several, { model, details: {} })).toMatchObject({
      kind: 'batch',
      body: { batch_count: 4, seed_mode: 'random', base_seed: -1 },
    })
    const { body } = toPress({ ...several, seed: 7 }, { model, details: {} })
    expect(body).toMatchObject({ seed_mode: 'incremental', base_seed: 7 })
    expect(body).not.toHaveProperty('seed')
  })

  it('has the size of a picture that goes in, unless one is given', () => {
    const pictures = { image: { gallery: 'x' }, denoise: 0.5 }
    expect(toPress(draft, { model, details: sdxl, pictures }).body).toMatchObject(pictures)
    expect(toPress(draft, { model, details: sdxl, pictures }).body).not.toHaveProperty('resolution')
    const resolution = { width: 640, height: 512 }
    const sized = toPress({ ...draft, resolution }, { model, details: sdxl, pictures })
    expect(sized.body).toMatchObject({ resolution })
  })

  it('is about the picture alone where nothing is painted', () => {
    const pictures = {
      workflow: 'upscale',
      image: { gallery: 'x' },
      upscale: { factor: 2 },
    } as const
    expect(toPress({ ...draft, count: 3 }, { model, details: sdxl, pictures })).toEqual({
      kind: 'one',
      body: pictures,
    })
  })
})
