import { expect, test } from 'vitest'
import { Wake } from './wake.ts'

const never = new AbortController().signal

test('a waiter is woken long before its time', async () => {
  const wake = new Wake()
  const waiting = wake.wait(1_000_000, never)
  wake.wake()
  await waiting
})

test('a wake before the wait is not lost, and counts once', async () => {
  const wake = new Wake()
  wake.wake()
  wake.wake()
  await wake.wait(1_000_000, never)
  let woken = false
  const waiting = wake.wait(1_000_000, never).then(() => {
    woken = true
  })
  await Promise.resolve()
  expect(woken).toBe(false)
  wake.wake()
  await waiting
})

test('an abort ends the wait with its reason', async () => {
  const abort = new AbortController()
  const waiting = new Wake().wait(1_000_000, abort.signal)
  const reason = new Error('closing')
  abort.abort(reason)
  await expect(waiting).rejects.toBe(reason)
})
