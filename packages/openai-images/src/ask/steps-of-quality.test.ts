import { expect, test } from 'vitest'
import { stepsOfQuality } from './steps-of-quality.ts'

test.each([
  ['low', 20, 10],
  ['high', 20, 30],
  ['hd', 25, 38],
  ['max', 100, 150],
  ['medium', 20, undefined],
  ['standard', 20, undefined],
  ['auto', 20, undefined],
  ['shiny', 20, undefined],
  ['constructor', 20, undefined],
  ['low', undefined, undefined],
])('%s of %s steps is %s', (quality, usual, steps) => {
  expect(stepsOfQuality(quality, usual)).toBe(steps)
})

test('a model that was distilled to few steps keeps them', () => {
  expect(stepsOfQuality('low', 4)).toBeUndefined()
  expect(stepsOfQuality('high', 8)).toBeUndefined()
})
