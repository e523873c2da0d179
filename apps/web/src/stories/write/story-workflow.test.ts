import { expect, test } from 'vitest'
import type { WorkflowInput } from '../../api/types.ts'
import { newFrame } from './frame.ts'
import {
  canTell,
  inputsOfFrame,
  lackingInputs,
  otherInputs,
  promptInput,
} from './story-workflow.ts'

const input = (key: string, more: Partial<WorkflowInput> = {}): WorkflowInput => ({
  key,
  label: key,
  type: 'text',
  required: false,
  from: 'role',
  ...more,
})
const boats = {
  task: 'text-to-image',
  inputs: [
    input('57:3.text', { role: 'prompt' }),
    input('image', { type: 'image', required: true }),
  ],
  hidden_inputs: [input('steps', { type: 'integer', default: 20 })],
  outputs: [],
}

test('the prompt is found by its name or by its role, and is no input of the form', () => {
  expect(promptInput(boats)?.key).toBe('57:3.text')
  expect(otherInputs(boats)).toMatchObject({
    inputs: [{ key: 'image' }],
    hidden: [{ key: 'steps' }],
  })
  expect(promptInput({ inputs: [], hidden_inputs: [] })).toBeUndefined()
  expect(canTell(boats)).toBe(false)
})

test('of a frame nothing is required', () => {
  expect(inputsOfFrame(boats.inputs).map(({ required }) => required)).toEqual([false, false])
})

test('a picture is lacking until it is given for all, for each frame, or for the first of a chain', () => {
  const [first, second] = [newFrame({ inputs: { image: { upload: 'a' } } }), newFrame()]
  const lacks = (draft: Partial<Parameters<typeof lackingInputs>[0]>) =>
    lackingInputs(
      { inputs: {}, frames: [first, second], previous_frame_as: undefined, ...draft },
      { inputs: otherInputs(boats).inputs },
    ).map(({ path }) => path)
  expect(lacks({})).toEqual(['image'])
  expect(lacks({ inputs: { image: { upload: 'b' } } })).toEqual([])
  expect(lacks({ frames: [first, first] })).toEqual([])
  expect(lacks({ previous_frame_as: 'image' })).toEqual([])
  expect(lacks({ previous_frame_as: 'image', frames: [second, first] })).toEqual(['image'])
})
