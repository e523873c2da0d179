import { expect, it } from 'vitest'
import { emptyDraft } from './draft.ts'
import { nearestName } from './nearest-name.ts'
import { errorsByField, setAt } from './set-at.ts'

const draft = {
  ...emptyDraft,
  prompt: 'a __colr__ fox in __weather__',
  model: 'on.safetensors',
  loras: [
    { name: 'ink', strength_model: 1 },
    { name: 'lin', strength_model: 0.5 },
  ],
  text_encoders: ['clip', 't6'],
}
const wildcards = ['colour', 'weather']

it.each([
  ['model', 'one.safetensors', { model: 'one.safetensors' }],
  ['sampler', 'euler', { sampler: 'euler' }],
  ['loras.1.name', 'line', { loras: [draft.loras[0], { name: 'line', strength_model: 0.5 }] }],
  ['text_encoders.1', 't5', { text_encoders: ['clip', 't5'] }],
  ['prompt', 'colour', { prompt: 'a __colour__ fox in __weather__' }],
  ['elsewhere', 'x', {}],
])('a name takes the place of the one refused at %s', (path, name, change) => {
  expect(setAt(draft, { path, name, wildcards })).toEqual({ ...draft, ...change })
})

it('the message of a wrong field is found by its path', () => {
  const unknown = { path: 'model', message: 'no server has "on"; did you mean one.safetensors?' }
  expect(errorsByField([{ path: 'steps', message: 'must be at most 150' }, unknown])).toEqual({
    steps: 'Must be at most 150',
    model: 'No server has "on"',
  })
})

it('the nearest name is the one with the fewest other letters, and none when all are far', () => {
  expect(nearestName('weathr', wildcards)).toBe('weather')
  expect(nearestName('zzzzzz', wildcards)).toBeUndefined()
})
