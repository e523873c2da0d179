import { expect, it } from 'vitest'
import { emptyDraft, readDraft } from './draft.ts'

it('a draft comes back as it was kept', () => {
  const draft = {
    ...emptyDraft,
    prompt: 'a fox',
    negative_prompt: 'blurry',
    model: 'base/one.safetensors',
    seed: 7,
    loras: [{ name: 'ink', strength_model: 0.5, strength_clip: 0.2 }],
    count: 4,
    shape: '3:4',
    steps: 12,
    sampler: 'euler',
    text_encoders: ['a', 'b'],
    tiling: true,
  } as const
  expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
})

it('what is not a draft is an empty one', () => {
  for (const found of [undefined, null, 7, 'text', [], {}]) {
    expect(readDraft(found)).toEqual(emptyDraft)
  }
})

it('a field that does not fit takes no other with it, and a number moves to the nearest that does', () => {
  const kept = {
    prompt: 'a fox',
    steps: 900,
    cfg: 'high',
    seed: -9,
    count: 2.4,
    loras: [{}, { name: 'ink' }],
    shape: '5:5',
  }
  expect(readDraft(kept)).toEqual({
    ...emptyDraft,
    prompt: 'a fox',
    steps: 150,
    seed: -1,
    count: 2,
    loras: [{ name: 'ink', strength_model: 1 }],
  })
})

it('a size of its own counts before a shape', () => {
  const read = readDraft({ shape: '3:4', resolution: { width: 700, height: 601 } })
  expect(read.shape).toBeUndefined()
  expect(read.resolution).toEqual({ width: 704, height: 600 })
})
