import { expect, it } from 'vitest'
import { emptyDraft } from './draft.ts'
import { fromPicture, fromTemplate } from './from-picture.ts'

const picture = {
  prompt: 'a lighthouse',
  negative_prompt: 'blurry',
  model: 'base/one.safetensors',
  seed: 42,
  width: 832,
  height: 1216,
  parameters: {
    steps: 30,
    cfg: 6.5,
    sampler: 'dpmpp_2m',
    scheduler: 'karras',
    guidance: null,
    resolution: { width: 832, height: 1216 },
    loras: [{ name: 'ink', strength_model: 0.8, strength_clip: 0.8 }],
  },
}

it('the form is as a picture was made, with its seed', () => {
  expect(fromPicture(picture)).toEqual({
    ...emptyDraft,
    prompt: 'a lighthouse',
    negative_prompt: 'blurry',
    model: 'base/one.safetensors',
    seed: 42,
    steps: 30,
    cfg: 6.5,
    sampler: 'dpmpp_2m',
    scheduler: 'karras',
    resolution: { width: 832, height: 1216 },
    loras: [{ name: 'ink', strength_model: 0.8 }],
  })
})

it('what a picture does not tell is as the model has it', () => {
  const unknown = { steps: null, cfg: null, sampler: '', resolution: { width: null, height: null } }
  const stranger = { ...picture, model: '', seed: null, parameters: unknown }
  const draft = fromPicture(stranger)
  expect(draft).toMatchObject({ seed: -1, resolution: { width: 832, height: 1216 } })
  expect([draft.model, draft.steps, draft.cfg, draft.sampler]).toEqual(
    Array.from({ length: 4 }, () => undefined),
  )
})

it('of a template what it does not tell stays as it is', () => {
  const draft = { ...emptyDraft, prompt: 'a fox', steps: 12, count: 3, shape: '3:4' } as const
  expect(fromTemplate(draft, { prompt: 'a harbour', cfg: 4, notes: 'x', count: 9 })).toEqual({
    ...draft,
    prompt: 'a harbour',
    cfg: 4,
  })
})
