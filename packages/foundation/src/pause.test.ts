import { expect, test, vi } from 'vitest'
import { pause } from './pause.ts'

test('a pause ends by itself', async () => {
  await pause(0, undefined)
  await pause(1, new AbortController().signal)
})

test("an abort ends it with the signal's own reason, before or after it began", async () => {
  const reason = new Error('closing')
  await expect(pause(1_000_000, AbortSignal.abort(reason))).rejects.toBe(reason)
  const abort = new AbortController()
  const waiting = pause(1_000_000, abort.signal)
  abort.abort(reason)
  await expect(waiting).rejects.toBe(reason)
})

test('a time beyond what timers take is not over at once', async () => {
  const warn = vi.spyOn(process, 'emitWarning')
  const abort = new AbortController()
  const waiting = pause(2 ** 40, abort.signal)
  abort.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
  expect(warn).not.toHaveBeenCalled()
  warn.mockRestore()
})
