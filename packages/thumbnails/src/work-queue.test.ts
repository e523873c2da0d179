import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DecodeJob } from './decode-job.ts'
import type { Priority } from './thumbnailer.ts'
import { WorkQueue } from './work-queue.ts'

const createJob = (priority: Priority): DecodeJob =>
  new DecodeJob(
    { kind: 'thumbnail', source: '/a.png', size: 300, format: 'webp' },
    { targets: [], settledBefore: 0, priority },
  )

it('gives everything out once: interactive work backwards, then background work forwards', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('interactive', 'background')), (priorities) => {
      const queue = new WorkQueue()
      const jobs = priorities.map(createJob)
      for (const job of jobs) queue.add(job)
      const taken: DecodeJob[] = []
      for (let job = queue.take(); job !== undefined; job = queue.take()) taken.push(job)
      const of = (priority: string) => jobs.filter((_, index) => priorities[index] === priority)
      expect(taken).toEqual([...of('interactive').toReversed(), ...of('background')])
    }),
  )
})

it('moves what is asked for again to the front, background work included', () => {
  const queue = new WorkQueue()
  const [a, b, c] = [createJob('background'), createJob('background'), createJob('background')]
  for (const job of [a, b, c]) queue.add(job)
  b.askAgain('interactive')
  c.askAgain('interactive')
  b.askAgain('background')
  expect(queue.count('interactive')).toBe(2)
  expect([queue.take(), queue.take(), queue.take()]).toEqual([b, c, a])
  expect(queue.take()).toBeUndefined()
})

it('passes over what is not acceptable, and forgets what is deleted', () => {
  const queue = new WorkQueue()
  const first = createJob('interactive')
  const second = createJob('interactive')
  queue.add(first)
  queue.add(second)
  expect(queue.take((job) => job === first)).toBe(first)
  expect(queue.delete(second)).toBe(true)
  expect(queue.takeAll()).toEqual([])
})
