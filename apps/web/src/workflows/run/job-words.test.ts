import { expect, it } from 'vitest'
import { durationText, standingText } from './job-words.ts'

it('durations are said as people say them', () => {
  expect([4.2, 75, 3_660].map(durationText)).toEqual(['4 s', '1 min 15 s', '1 h 1 min'])
})

it('a job says what it waits for, or how far it is', () => {
  expect(standingText({ status: 'queued', position: 0 })).toBe('Next in the queue')
  expect(standingText({ status: 'queued', position: 3 })).toBe('3 before it')
  expect(standingText({ status: 'queued', waiting_detail: 'The queue is paused.' })).toBe(
    'The queue is paused.',
  )
  const progress = { value: 0.3, step: 6, steps: 20, stage: 'sampling', stale: false }
  expect(standingText({ status: 'processing', progress, eta_seconds: 12 })).toBe(
    'Step 6 of 20, about 12 s left',
  )
  expect(standingText({ status: 'processing' })).toBe('Running')
})
