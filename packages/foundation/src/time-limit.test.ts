import { getEventListeners, once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createTimeLimit } from './time-limit.ts'

test('the time ends the signal, and says that it did', async () => {
  using limit = createTimeLimit(1)
  await once(limit.signal, 'abort')
  expect(limit.isExpired).toBe(true)
  expect(limit.signal.reason).toMatchObject({ name: 'TimeoutError' })
})

test('any of the signals ends it with its own reason, which is no expiry', () => {
  const abort = new AbortController()
  using limit = createTimeLimit(1_000_000, undefined, new AbortController().signal, abort.signal)
  const reason = new Error('closing')
  abort.abort(reason)
  expect(limit.signal.reason).toBe(reason)
  expect(limit.isExpired).toBe(false)
})

test('a signal that is over already ends it from the start', () => {
  const reason = new Error('late')
  using limit = createTimeLimit(1_000_000, AbortSignal.abort(reason))
  expect(limit.signal.reason).toBe(reason)
})

test('the time that comes after an abort is not what ended it', async () => {
  using early = createTimeLimit(1, AbortSignal.abort())
  using later = createTimeLimit(2)
  await once(later.signal, 'abort')
  expect(early.isExpired).toBe(false)
})

test('with the clock stopped only the signals count', async () => {
  const abort = new AbortController()
  using limit = createTimeLimit(1, abort.signal)
  limit.stopClock()
  using later = createTimeLimit(2)
  await once(later.signal, 'abort')
  expect(limit.signal.aborted).toBe(false)
  abort.abort()
  expect(limit.signal.aborted).toBe(true)
})

test('a clock that begins anew counts from then, and one that was stopped stays stopped', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  using limit = createTimeLimit(40)
  using stopped = createTimeLimit(40)
  stopped.stopClock()
  for (let turn = 0; turn < 3; turn += 1) {
    vi.advanceTimersByTime(39)
    limit.restartClock()
    stopped.restartClock()
  }
  vi.advanceTimersByTime(39)
  expect(limit.isExpired).toBe(false)
  vi.advanceTimersByTime(1)
  expect(limit.isExpired).toBe(true)
  expect(stopped.isExpired).toBe(false)
})

test.each([Number.POSITIVE_INFINITY, 2 ** 40])('%i ms are not over at once', async (ms) => {
  using limit = createTimeLimit(ms)
  using later = createTimeLimit(2)
  await once(later.signal, 'abort')
  expect(limit.signal.aborted).toBe(false)
})

test('disposing leaves nothing behind in the signals and stops the clock', async () => {
  const abort = new AbortController()
  const limit = createTimeLimit(1, abort.signal)
  expect(getEventListeners(abort.signal, 'abort')).toHaveLength(1)
  limit[Symbol.dispose]()
  expect(getEventListeners(abort.signal, 'abort')).toEqual([])
  using later = createTimeLimit(2)
  await once(later.signal, 'abort')
  expect(limit.signal.aborted).toBe(false)
})
