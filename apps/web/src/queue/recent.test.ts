import { expect, test } from 'vitest'
import type { Job } from '../api/types.ts'
import { mostRecent, newest, stacked } from './recent.ts'

const job = (request_id: string, second: number, more: Partial<Job> = {}): Job => ({
  request_id,
  status: 'completed',
  priority: 0,
  prompt: 'a fox',
  model: 'm',
  seed: 1,
  created_at: '2026-11-22T15:00:00.000+00:00',
  finished_at: new Date(Date.UTC(2026, 10, 22, 15, 0, second)).toISOString(),
  ...more,
})

test('the jobs that ended last come first, each once, and no more than are shown', () => {
  const many = Array.from({ length: 60 }, (_, index) => job(`${index}`, index))
  const shown = newest([...many, job('7', 90)])
  expect(shown).toHaveLength(mostRecent)
  expect(shown.slice(0, 2).map(({ request_id }) => request_id)).toEqual(['7', '59'])
})

test('jobs of one batch are one, where its newest is', () => {
  const jobs = [
    job('a', 4, { batch_id: 'B' }),
    job('b', 3),
    job('c', 2, { batch_id: 'B' }),
    job('d', 1, { sequence_id: 'S' }),
  ]
  expect(stacked(jobs).map(({ id, group, jobs: all }) => [id, group?.kind, all.length])).toEqual([
    ['B', 'batch', 2],
    ['b', undefined, 1],
    ['S', 'sequence', 1],
  ])
})
