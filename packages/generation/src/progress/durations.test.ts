import { expect, test } from 'vitest'
import type { GenerationRequest } from '../job/job-request.ts'
import { Durations, remainingMs } from './durations.ts'

const request: GenerationRequest = {
  prompt: 'a lamp',
  negativePrompt: '',
  model: 'a',
  seed: 1,
  steps: 20,
  cfg: 7,
  sampler: 'euler',
  scheduler: 'normal',
  width: 1000,
  height: 1000,
  loras: [],
}

test('nothing is promised before anything has run', () => {
  expect(new Durations().estimate(request)).toBeUndefined()
})

test('an equal request is expected to take as long, prompt and seed aside', () => {
  const durations = new Durations()
  durations.observe(request, 4000)
  expect(durations.estimate({ ...request, prompt: 'a cat', seed: 9 })).toBe(4000)
})

test('another size or number of steps scales with the work', () => {
  const durations = new Durations()
  durations.observe(request, 4000)
  expect(durations.estimate({ ...request, steps: 40 })).toBe(8000)
  expect(durations.estimate({ ...request, width: 500, height: 500 })).toBe(1000)
  expect(durations.estimate({ ...request, model: 'b', steps: 10 })).toBe(2000)
})

test('a slow first run with a cold model is soon outweighed', () => {
  const durations = new Durations()
  durations.observe(request, 30_000)
  for (let run = 0; run < 10; run += 1) durations.observe(request, 2000)
  expect(durations.estimate(request)).toBeLessThan(3000)
})

test('what remains is told by experience first and by progress later', () => {
  expect(remainingMs({ expectedMs: 4000, elapsedMs: 1000, progress: 0 })).toBe(3000)
  expect(remainingMs({ expectedMs: 4000, elapsedMs: 9000, progress: 0 })).toBe(0)
  expect(remainingMs({ expectedMs: undefined, elapsedMs: 1000, progress: 0.5 })).toBe(1000)
  expect(remainingMs({ expectedMs: undefined, elapsedMs: 1000, progress: 0 })).toBeUndefined()
  expect(remainingMs({ expectedMs: 2000, elapsedMs: 2000, progress: 0.5 })).toBe(1000)
})
