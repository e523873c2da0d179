import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import type { Submitted } from '../comfy-client.ts'
import {
  ComfyConnectionError,
  type ComfyError,
  ComfyResponseError,
  ComfyTimeoutError,
  ComfyValidationError,
} from '../errors.ts'
import type { PromptState } from './prompt-state.ts'
import { submitOnce } from './submit-once.ts'

const submitted: Submitted = { promptId: 'p', number: 1, nodeErrors: {} }
const { signal } = new AbortController()
const notLookedFor = (): never => {
  throw new Error('Nothing was to be looked for')
}

test('what is answered is accepted', async () => {
  const outcome = await submitOnce({
    submit: async () => submitted,
    look: notLookedFor,
    pollMs: 3_600_000,
    signal,
  })
  expect(outcome).toEqual({ state: 'accepted', submitted })
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

const response = (status: number): ComfyError => new ComfyResponseError('', { status })
const refusal = { type: 'invalid_prompt', message: '', details: '', extraInfo: {} }

test.each<readonly [string, ComfyError]>([
  ['refused', new ComfyValidationError('', { error: refusal, nodeErrors: {} })],
  ['refused', response(403)],
  ['refused', response(413)],
  ['unsent', new ComfyConnectionError('', { sent: false })],
  ['unsent', new ComfyTimeoutError('', { timeoutMs: 1, sent: false })],
  ['doubt', new ComfyConnectionError('', { sent: true })],
  ['doubt', new ComfyTimeoutError('', { timeoutMs: 1, sent: true })],
  ['doubt', response(500)],
  ['doubt', response(200)],
])('%s: %s', async (state, error) => {
  const submit = async (): Promise<never> => {
    throw error
  }
  const outcome = await submitOnce({ submit, look: notLookedFor, pollMs: 3_600_000, signal })
  expect(outcome).toEqual({ state, error })
})

test('an error that is not of the client is handed on', async () => {
  const oops = new Error('oops')
  const submit = async (): Promise<never> => {
    throw oops
  }
  const work = submitOnce({ submit, look: notLookedFor, pollMs: 3_600_000, signal })
  await expect(work).rejects.toBe(oops)
})

/** A call that never answers; rejects when aborted. */
const hang = async (inner: AbortSignal): Promise<never> =>
  await new Promise((_resolve, reject) => {
    inner.addEventListener('abort', () => reject(inner.reason), { once: true })
  })

test('a prompt that is seen while the answer hangs is accepted', async () => {
  const looks: PromptState[] = [
    { state: 'absent', settled: false },
    { state: 'unreachable', error: response(502), forMs: 1 },
    { state: 'pending', copies: 1 },
  ]
  const look = async (): Promise<PromptState> => looks.shift() ?? notLookedFor()
  expect(await submitOnce({ submit: hang, look, pollMs: 1, signal })).toEqual({ state: 'accepted' })
})

test('an answer that is just behind the look is taken', async () => {
  const answer = Promise.withResolvers<Submitted>()
  const look = async (): Promise<PromptState> => {
    answer.resolve(submitted)
    return { state: 'pending', copies: 1 }
  }
  const outcome = await submitOnce({ submit: () => answer.promise, look, pollMs: 5, signal })
  expect(outcome).toEqual({ state: 'accepted', submitted })
})

test('an abort ends it with its reason, and the submission too', async () => {
  const aborter = new AbortController()
  const work = submitOnce({
    submit: hang,
    look: notLookedFor,
    pollMs: 3_600_000,
    signal: aborter.signal,
  })
  const reason = new Error('enough')
  aborter.abort(reason)
  await expect(work).rejects.toBe(reason)
})
