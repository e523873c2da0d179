import type { Job, JobNews, JobStatus } from '@darkroom/door-ports'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createProgress } from './create-progress.ts'

const ids = ['a', 'b', 'c']

const job = (id: string, status: JobStatus): Job => ({
  id,
  status,
  workflow: 'text-to-image',
  recipe: {},
  outputs: [],
  priority: 0,
  createdAt: 0,
  client: '127.0.0.1',
})

const news: fc.Arbitrary<JobNews> = fc.oneof(
  fc.record({
    type: fc.constant('job' as const),
    job: fc
      .record({
        id: fc.constantFrom(...ids, 'foreign'),
        status: fc.constantFrom<JobStatus[]>('queued', 'processing', 'completed', 'error'),
      })
      .map(({ id, status }) => job(id, status)),
  }),
  fc.record({
    type: fc.constant('progress' as const),
    id: fc.constantFrom(...ids),
    progress: fc.record({
      value: fc.double({ min: 0, max: 1, noNaN: true }),
      step: fc.nat(20),
      steps: fc.constantFrom(0, 20),
      stage: fc.constant('sampling'),
    }),
  }),
)

test('whatever is heard, progress only grows, and is no more than all', () => {
  fc.assert(
    fc.property(fc.array(news), (heard) => {
      const told: number[] = []
      const hear = createProgress(ids, (progress) => told.push(progress))
      for (const one of heard) hear(one)
      expect(told).toEqual(told.toSorted((a, b) => a - b))
      expect(new Set(told).size).toBe(told.length)
      for (const progress of told) {
        expect(progress).toBeGreaterThanOrEqual(0)
        expect(progress).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('it is that of all jobs together', () => {
  const told: unknown[] = []
  const hear = createProgress(['a', 'b'], (...all) => told.push(all))
  hear({ type: 'job', job: { ...job('a', 'queued'), position: 3 } })
  hear({ type: 'job', job: job('a', 'completed') })
  const progress = { value: 0.5, step: 10, steps: 20, stage: 'sampling' }
  hear({ type: 'progress', id: 'b', progress })
  hear({ type: 'job', job: job('b', 'error') })
  expect(told).toEqual([
    [0, 'queued, 3 ahead'],
    [0.5, 'completed'],
    [0.75, 'sampling 10/20'],
    [1, 'error'],
  ])
})
