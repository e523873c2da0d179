import { expect, test } from 'vitest'
import { changedFrame } from './change-frame.ts'

const part = {
  kind: 'sequence',
  id: 'story',
  number: 2,
  frameNumber: 2,
  description: 'Rain',
  shotType: 'wide',
} as const
const template = { prompt: 'a {red|green} door', negative_prompt: '' }

test('a frame is made anew from its texts as they were sent, and none that its workflow has no input for', () => {
  const frame = { workflow: 'one-text', inputs: { prompt: 'a red door', seed: 1 }, part, template }
  expect(changedFrame(frame, { inputs: { seed: 3 } }, { prefix: '' })).toEqual({
    workflow: 'one-text',
    inputs: { prompt: 'a {red|green} door', seed: 3 },
    part,
  })
})

test('what is named in the change goes before what was sent', () => {
  const frame = {
    workflow: 'text-to-image',
    inputs: { prompt: 'a red door', steps: 4 },
    part,
    template,
  }
  const change = { prompt: 'a window', inputs: { steps: 5 } }
  const { inputs } = changedFrame(frame, change, { prefix: '' })
  expect(inputs).toMatchObject({ prompt: 'a window', steps: 5 })
})
