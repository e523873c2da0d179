import type { WorkflowInput } from '@darkroom/door-ports'
import { expect, test } from 'vitest'
import { readAsked } from '../request/asked-schema.ts'
import { toWords } from './asked-words.ts'
import { inputsForWorkflow } from './inputs-for-workflow.ts'

const input = (key: string, type: string, role?: string): WorkflowInput => ({
  key,
  label: key,
  type,
  role,
  required: false,
})

const inputs = (
  known: readonly WorkflowInput[],
  fields: Readonly<Record<string, unknown>>,
  pictures: Parameters<typeof inputsForWorkflow>[1]['pictures'] = { images: [] },
) => {
  const asked = readAsked({ prompt: 'a fox', ...fields })
  return inputsForWorkflow(toWords(asked, { samplers: [], schedulers: [] }), {
    workflow: { name: 'mine', inputs: known },
    quality: asked.quality,
    pictures,
    fields: { prompt: 'a fox', ...fields },
  })
}

const picture = (upload: string) => ({ upload })

test('a word goes to the input of its role before one of its name', () => {
  const known = [input('prompt', 'text'), input('scene', 'text', 'prompt')]
  expect(inputs(known, {})).toMatchObject({ scene: 'a fox' })
})

test('a prompt goes into the only text that there is', () => {
  expect(inputs([input('caption', 'text')], {})).toEqual({ caption: 'a fox' })
  expect(inputs([input('a', 'text'), input('b', 'text')], {})).toEqual({})
})

test('fields go to inputs of their name, and everything under inputs as it is', () => {
  const known = [input('style', 'choice'), input('n', 'integer'), input('strength', 'number')]
  const fields = { style: 'ink', n: 2, strength: null, inputs: { '12.seed': 3 } }
  expect(inputs(known, fields)).toEqual({ style: 'ink', '12.seed': 3 })
})

test('pictures beyond the inputs for one go into the list', () => {
  const known = [input('refs', 'images', 'reference'), input('start', 'image', 'start_image')]
  const images = ['a', 'b', 'c'].map(picture)
  expect(inputs(known, {}, { images })).toEqual({
    start: picture('a'),
    refs: [picture('b'), picture('c')],
  })
})

test('a mask is transparent where the workflow asks how it is meant', () => {
  const known = [
    input('image', 'image', 'image'),
    input('mask', 'mask'),
    input('mask_mode', 'choice'),
  ]
  expect(inputs(known, {}, { images: [picture('a')], mask: picture('m') })).toEqual({
    image: picture('a'),
    mask: picture('m'),
    mask_mode: 'transparent',
  })
})

test('a picture without a place is refused', () => {
  const known = [input('image', 'image', 'image'), input('where', 'mask', 'mask')]
  const images = [picture('a'), picture('b')]
  expect(() => inputs(known, {}, { images })).toThrow(
    'image has no place: the workflow mine takes 1 picture.',
  )
  const masked = { images: [], mask: picture('m') }
  expect(() => inputs([], {}, masked)).toThrow('mask has no place: the workflow mine takes none.')
})
