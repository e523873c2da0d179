import { createTimeLimit, pause } from '@darkroom/foundation'
import type { Submitted } from '../comfy-client.ts'
import { ComfyConnectionError, ComfyError, ComfyTimeoutError } from '../errors.ts'
import { isPassing } from '../http/is-passing.ts'
import type { PromptState } from './prompt-state.ts'

export type SubmitOutcome =
  /** `submitted` is missing when the prompt was seen on the server before its answer came. */
  | { readonly state: 'accepted'; readonly submitted?: Submitted }
  /**
   * `refused`: a retry would be refused again. `unsent`: certainly no byte was sent. `doubt`: only polling shows
   * whether the prompt arrived; it may still arrive.
   */
  | { readonly state: 'refused' | 'unsent' | 'doubt'; readonly error: ComfyError }

export interface SubmitOptions {
  readonly submit: (signal: AbortSignal) => Promise<Submitted>
  readonly look: (signal: AbortSignal) => Promise<PromptState>
  /** The time between two polls until the answer. */
  readonly pollMs: number
  readonly signal: AbortSignal
}

/**
 * Submits once, and polls for the prompt until the answer, which can be lost or hang; an answer shortly after a poll is
 * awaited.
 */
export async function submitOnce(options: SubmitOptions): Promise<SubmitOutcome> {
  const { look, pollMs, signal } = options
  const over = new AbortController()
  using joined = createTimeLimit(Number.POSITIVE_INFINITY, signal, over.signal)
  const inner = joined.signal
  const answer = submit(options, inner)
  try {
    for (let isThere = false; ; ) {
      const outcome = await Promise.race([answer, pause(pollMs, inner)])
      if (outcome !== undefined) return outcome
      if (isThere) return { state: 'accepted' }
      const { state } = await look(inner)
      isThere = state !== 'absent' && state !== 'unreachable'
    }
  } finally {
    over.abort()
    await answer.catch(() => undefined)
  }
}

/** Submits; status 500 leaves doubt too, since the server queues a prompt before it fails on some. */
async function submit(options: SubmitOptions, signal: AbortSignal): Promise<SubmitOutcome> {
  try {
    return { state: 'accepted', submitted: await options.submit(signal) }
  } catch (error) {
    if (!(error instanceof ComfyError)) throw error
    if (!isPassing(error)) return { state: 'refused', error }
    const unsent =
      (error instanceof ComfyConnectionError || error instanceof ComfyTimeoutError) && !error.sent
    return { state: unsent ? 'unsent' : 'doubt', error }
  }
}
