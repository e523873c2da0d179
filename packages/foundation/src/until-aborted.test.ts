import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { untilAborted } from './until-aborted.ts'

test("the work's outcome comes through, with or without a signal", async () => {
  const { signal } = new AbortController()
  expect(await untilAborted(Promise.resolve(1), undefined)).toBe(1)
  expect(await untilAborted(Promise.resolve(2), signal)).toBe(2)
  const failure = new Error('broken')
  await expect(untilAborted(Promise.reject(failure), undefined)).rejects.toBe(failure)
  await expect(untilAborted(Promise.reject(failure), signal)).rejects.toBe(failure)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test("an abort comes first even when the work does not listen, and the work's later failure is nobody's", async () => {
  const abort = new AbortController()
  const work = Promise.withResolvers<void>()
  const waiting = untilAborted(work.promise, abort.signal)
  const reason = new Error('closing')
  abort.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  // Vitest fails the file for a rejection that nobody handles.
  work.reject(new Error('too late'))
  await new Promise(setImmediate)
  expect(getEventListeners(abort.signal, 'abort')).toEqual([])
})

test('a signal that is over already does not wait for the work', async () => {
  const reason = new Error('late')
  const never = new Promise<void>(() => undefined)
  await expect(untilAborted(never, AbortSignal.abort(reason))).rejects.toBe(reason)
})
