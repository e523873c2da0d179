import type { FoundRecipe } from '@darkroom/recipe'
import { expect, test } from 'vitest'
import { Durations, remainingMs, type Sized } from './durations.ts'

const recipe: FoundRecipe = {
  model: 'a',
  steps: 20,
  resolution: { width: 1000, height: 1000 },
  loras: [],
}

/** A job with these words of the recipe. */
const asked = (changes: FoundRecipe = {}): Sized => ({
  workflow: 'text-to-image',
  inputs: {},
  recipe: { ...recipe, ...changes },
})
const request = asked()

test('nothing is promised before anything has run', () => {
  expect(new Durations().estimate(request)).toBeUndefined()
})

test('an equal request is expected to take as long, prompt and seed aside', () => {
  const durations = new Durations()
  durations.observe(request, 4000)
  expect(durations.estimate(asked({ prompt: 'a cat', seed: 9 }))).toBe(4000)
})

test('another size or number of steps scales with the work', () => {
  const durations = new Durations()
  durations.observe(request, 4000)
  expect(durations.estimate(asked({ steps: 40 }))).toBe(8000)
  expect(durations.estimate(asked({ resolution: { width: 500, height: 500 } }))).toBe(1000)
  expect(durations.estimate(asked({ model: 'b', steps: 10 }))).toBe(2000)
})

test('a slow first run with a cold model is soon outweighed', () => {
  const durations = new Durations()
  durations.observe(request, 30_000)
  for (let run = 0; run < 10; run += 1) durations.observe(request, 2000)
  expect(durations.estimate(request)).toBeLessThan(3000)
})

test('what remains is told by experience first and by progress later', () => {
  expect(remainingMs({ expectedMs: 4000, elapsedMs: 1000, progress: 0 })).toBe(3000)
  expect(remainingMs({ expectedMs: undefined, elapsedMs: 1000, progress: 0.5 })).toBe(1000)
  expect(remainingMs({ expectedMs: undefined, elapsedMs: 1000, progress: 0 })).toBeUndefined()
  expect(remainingMs({ expectedMs: 2000, elapsedMs: 2000, progress: 0.5 })).toBe(1000)
})

test('a run that takes longer than expected is told by its progress alone, and without any by nothing', () => {
  expect(remainingMs({ expectedMs: 4000, elapsedMs: 9000, progress: 0 })).toBeUndefined()
  expect(remainingMs({ expectedMs: 4000, elapsedMs: 9000, progress: 0.9 })).toBeCloseTo(1000)
})
