import { expect, it } from 'vitest'
import { toDuration, toProgressText, toWaitingText } from './progress-text.ts'

const progress = { value: 0.35, step: 7, steps: 20, stage: 'sampling', stale: false }

it('progress is told in steps, with the time that is left where it is known', () => {
  expect(toProgressText({ progress, eta_seconds: 4.2 })).toBe('step 7 of 20 · about 4 s left')
  expect(toProgressText({ progress: { ...progress, steps: 0 } })).toBe('sampling')
  expect(toProgressText({})).toBe('It begins …')
})

it('waiting is told with its reason, and a turn with the jobs that come before', () => {
  expect(toWaitingText({ position: 0, waiting_for: 'turn' })).toBe('It is next.')
  expect(toWaitingText({ position: 2, eta_seconds: 30 })).toBe(
    '2 jobs are before it. About 30 s left.',
  )
  expect(
    toWaitingText({ waiting_for: 'comfyui', waiting_detail: 'ComfyUI does not answer.' }),
  ).toBe('ComfyUI does not answer.')
})

it('long times are told in minutes and hours', () => {
  expect([0.2, 89, 120, 7200].map(toDuration)).toEqual(['1 s', '89 s', '2 min', '2 h'])
})
