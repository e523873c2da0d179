import { expect, test } from 'vitest'
import { newFrame } from './frame.ts'
import { draftOfLines, draftOfPrompts, readStoryDraft, type StoryDraft } from './story-draft.ts'
import { toStoryRequest } from './story-request.ts'

const model = 'base/dreamscape_xl.safetensors'
const known = { model, details: undefined }
const own = draftOfLines(['a hen', ' a heron '], { model, now: 1 })

const told: StoryDraft = draftOfPrompts(
  {
    sequence_id: '9c5b94b1-35ad-49bb-b118-8e8fc24abf80',
    prompts: [
      {
        frame_number: 1,
        prompt: 'Mia',
        description: 'She walks.',
        shot_type: 'close-up',
        editable: true,
      },
    ],
    metadata: {
      characters: ['Mia'],
      setting: 'a wood',
      atmosphere: 'calm',
      arc: 'linear',
      prefix: '',
      negative_prompt: 'blurry',
      producer: 'built-in',
    },
  },
  { model, now: 1, story: 'Mia walks.' },
)

test('prompts of one’s own are frames in their order, with the settings of all', () => {
  const body = toStoryRequest({ ...own, settings: { ...own.settings, steps: 12 } }, known)
  expect(body).not.toHaveProperty('sequence_id')
  expect(body.prompts.map(({ frame_number, prompt }) => [frame_number, prompt])).toEqual([
    [1, 'a hen'],
    [2, 'a heron'],
  ])
  expect(body.parameters).toMatchObject({
    model,
    steps: 12,
    seed: -1,
    resolution: { width: 1024, height: 1024 },
  })
  expect(body.parameters).not.toHaveProperty('prompt')
  expect(body.parameters).not.toHaveProperty('negative_prompt')
  expect(body).not.toHaveProperty('previous_frame_as')
})

test('a story has its negative prompt until somebody empties it, where the model has a use for it', () => {
  expect(toStoryRequest(told, known)).toMatchObject({
    sequence_id: told.sequence_id,
    prompts: [{ prompt: 'Mia', description: 'She walks.', shot_type: 'close-up' }],
    parameters: { negative_prompt: 'blurry' },
  })
  const emptied = { ...told, settings: { ...told.settings, negative_prompt: '' } }
  expect(toStoryRequest(emptied, known).parameters?.negative_prompt).toBe('')
  const refusing = {
    companions: [],
    title: 'Flux',
    multiple: 16,
    refuses: { negative_prompt: 'It has none.' },
  }
  const body = toStoryRequest(emptied, { model, details: refusing })
  expect(body.parameters).not.toHaveProperty('negative_prompt')
})

test('a frame has settings of its own, of which denoise is for a picture before it', () => {
  const frames = own.frames.map((frame) => ({ ...frame, own: { seed: 3, denoise: 0.3 } }))
  const plain = toStoryRequest({ ...own, frames }, known)
  expect(plain.prompts.map(({ parameters }) => parameters)).toEqual([{ seed: 3 }, { seed: 3 }])
  const after = toStoryRequest(
    { ...own, frames, previous_frame_as: 'image', denoise: 0.6, seed_mode: 'incremental' },
    known,
  )
  expect(after).toMatchObject({
    previous_frame_as: 'image',
    seed_mode: 'incremental',
    parameters: { denoise: 0.6 },
    prompts: [{ parameters: { seed: 3 } }, { parameters: { seed: 3, denoise: 0.3 } }],
  })
  expect(after.prompts[0]?.parameters).not.toHaveProperty('denoise')
})

test('a workflow has inputs and no parameters, and only those that it knows', () => {
  const draft: StoryDraft = {
    ...own,
    workflow: 'boats',
    inputs: { steps: 9, other: 1, cfg: null },
    frames: [
      newFrame({ prompt: 'a', inputs: { steps: 3 }, own: { seed: 1 } }),
      newFrame({ prompt: 'b' }),
    ],
    previous_frame_as: 'image',
    denoise: 0.5,
  }
  const body = toStoryRequest(draft, {
    model: undefined,
    details: undefined,
    inputs: [{ key: 'steps' }, { key: 'cfg' }],
  })
  expect(body).toMatchObject({
    workflow: 'boats',
    inputs: { steps: 9 },
    previous_frame_as: 'image',
  })
  expect(body.inputs).toEqual({ steps: 9 })
  expect(body).not.toHaveProperty('parameters')
  expect(body.prompts[0]).toMatchObject({ prompt: 'a', inputs: { steps: 3 } })
  expect(body.prompts[0]).not.toHaveProperty('parameters')
  expect(body.prompts[1]).not.toHaveProperty('inputs')
})

test('a draft is read back as it was kept', () => {
  const draft: StoryDraft = {
    ...told,
    previous_frame_as: 'references',
    chain: true,
    inputs: { a: 1 },
  }
  expect(readStoryDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
  expect(readStoryDraft({ frames: 3 })).toBeUndefined()
  expect(readStoryDraft({ frames: [{}, 3], seed_mode: 'none', denoise: 4 })).toMatchObject({
    frames: [{ prompt: '' }],
    seed_mode: 'fixed',
    denoise: undefined,
  })
})
