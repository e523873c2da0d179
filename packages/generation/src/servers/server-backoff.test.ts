import { expect, test } from 'vitest'
import { ServerBackoff } from './server-backoff.ts'

const trustAt = () => new ServerBackoff({ clock: { monotonic: () => 1000 }, pauseMs: 5000 })

test('two faults in a row are forgiven, the third costs a pause, and each further one a longer pause', () => {
  const trust = trustAt()
  const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
    trust.faulted('CUDA error')
    return trust.pauseLeft
  })
  expect(pauses).toEqual([0, 0, 5000, 10_000, 20_000, 40_000, 60_000, 60_000])
  expect(trust.problem).toBe('CUDA error')
})

test('a picture made, and what was before is forgotten', () => {
  const trust = trustAt()
  for (const problem of ['a', 'b', 'c']) trust.faulted(problem)
  trust.restored()
  trust.faulted('d')
  expect([trust.isSuspect, trust.problem]).toEqual([false, undefined])
})
