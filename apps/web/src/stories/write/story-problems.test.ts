import { expect, test } from 'vitest'
import { emptyFrames, placeInWords, problemsOf, sentencesOf } from './story-problems.ts'

test('what is wrong is told where it is: at a frame, with the settings of all, or of the whole', () => {
  const errors = [
    { path: 'prompts.1.prompt', message: 'must not be empty' },
    { path: 'prompts.1.parameters.seed', message: 'is too large' },
    { path: 'prompts.0.inputs.steps', message: 'is too large' },
    { path: 'prompts.0.inputs.image', message: 'is missing' },
    { path: 'prompts.0.parameters.control.0.image', message: 'is gone' },
    { path: 'parameters.loras.0.name', message: 'is unknown', nearest: ['ink'] },
    { path: 'inputs.cfg', message: 'is too small' },
    { path: 'model', message: 'is unknown' },
    { path: 'previous_frame_as', message: 'is none' },
    { path: 'prompts', message: 'are too many' },
    { path: 'sequence_id', message: 'is none' },
    { path: '', message: 'no' },
  ]
  const { frames, settings, others } = problemsOf(errors, [
    { id: 'a', inputs: { steps: 3 } },
    { id: 'b', inputs: {} },
  ])
  expect(frames.get('b')?.map(({ path }) => path)).toEqual(['prompt', 'seed'])
  expect(frames.get('a')?.map(({ path }) => path)).toEqual(['inputs.steps', 'control.0.image'])
  expect(settings.map(({ path }) => path)).toEqual([
    'inputs.image',
    'loras.0.name',
    'inputs.cfg',
    'model',
    'previous_frame_as',
  ])
  expect(settings[1]?.nearest).toEqual(['ink'])
  expect(others.map(({ path }) => path)).toEqual(['prompts', 'sequence_id', ''])
  expect(sentencesOf(settings)['inputs.cfg']).toBe('Is too small')
})

test('a place is said as a person says it', () => {
  expect(placeInWords('prompts.1.parameters.negative_prompt')).toBe('frame 2: negative prompt')
  expect(placeInWords('prompts.0.inputs.57:3.steps')).toBe('frame 1: 57:3.steps')
  expect(placeInWords('parameters.model')).toBe('model')
  expect(placeInWords('sequence_id')).toBe('sequence id')
})

test('a frame without words is told before anything is sent', () => {
  const found = emptyFrames([
    { id: 'a', prompt: 'a hen' },
    { id: 'b', prompt: ' ' },
  ])
  expect([...found.keys()]).toEqual(['b'])
})
