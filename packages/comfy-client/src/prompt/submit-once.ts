import { createTimeLimit, pause } from '@darkroom/foundation'
import type { Submitted } from '../comfy-client.ts'
import { ComfyConnectionError, ComfyError, ComfyTimeoutError } from '../errors.ts'
import { isPassing } from '../http/is-passing.ts'
import type { PromptState } from './prompt-state.ts'

/** How a submission went. */
export type SubmitOutcome =
  /** `submitted` is missing when the prompt was seen on the server and its answer had still not come. */
  | { readonly state: 'accepted'; readonly submitted?: Submitted }
  /**
   * `refused`: the same again would be refused again. `unsent`: certainly not a byte of it went out. In `doubt` only
   * looking tells whether the prompt is there; it may still arrive.
   */
  | { readonly state: 'refused' | 'unsent' | 'doubt'; readonly error: ComfyError }

export interface SubmitOptions {
  readonly submit: (signal: AbortSignal) => Promise<Submitted>
  readonly look: (signal: AbortSignal) => Promise<PromptState>
  /** Between two looks while the answer is out. */
  readonly pollMs: number
  readonly signal: AbortSignal
}

/**
 * Submits once. While the answer is out, looks whether the prompt is there already, for an answer can be lost or hang;
 * one that is just behind the look is waited for.
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

/** A 500 leaves doubt too: the server queues a prompt before it fails on some. */
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
