import { describe, expect, it } from 'vitest'
import type { Job } from '../api/types.ts'
import { jobToFollow, withJob, withProgress } from './job-list.ts'

const job = (request_id: string, status: Job['status']): Job => ({
  request_id,
  status,
  priority: 0,
  prompt: 'a fox',
  model: 'm',
  seed: 1,
  created_at: '2026-11-22T15:30:12.000+00:00',
})
const size = { width: 64, height: 64 }
const own = (...ids: readonly string[]) => ids.map((id) => ({ id, size }))

describe('the job that is followed', () => {
  it('is the own one that runs, else the one that is next, else the one that ended last', () => {
    const jobs = [
      job('d', 'queued'),
      job('c', 'queued'),
      job('b', 'processing'),
      job('a', 'completed'),
    ]
    const all = own('d', 'c', 'b', 'a')
    expect(jobToFollow(jobs, all)?.request_id).toBe('b')
    expect(jobToFollow(jobs.toSpliced(2, 1), all)?.request_id).toBe('c')
    expect(jobToFollow(jobs.slice(3), all)?.request_id).toBe('a')
  })

  it("is nobody else's, as long as nobody else has made a picture", () => {
    expect(jobToFollow([job('x', 'processing')], [])).toBeUndefined()
  })
})

it('a job that changes keeps its place, and a new one is the newest', () => {
  const jobs = [job('b', 'queued'), job('a', 'queued')]
  expect(withJob(jobs, job('a', 'processing')).map(({ status }) => status)).toEqual([
    'queued',
    'processing',
  ])
  expect(withJob(jobs, job('c', 'queued'))[0]?.request_id).toBe('c')
})

it('progress goes to its job', () => {
  const progress = { value: 0.5, step: 10, steps: 20, stage: 'sampling', stale: false }
  const [first, second] = withProgress([job('b', 'processing'), job('a', 'processing')], {
    request_id: 'a',
    ...progress,
  })
  expect(first?.progress).toBeUndefined()
  expect(second?.progress).toEqual(progress)
})
