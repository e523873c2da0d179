import { type ComfyError, ComfyLostError, ComfyTimeoutError } from '../errors.ts'
import type { HistoryEntry } from '../history-entry.ts'
import { isPassing } from '../http/is-passing.ts'
import type { PromptWatch } from '../prompt/prompt-watch.ts'
import type { RunOptions } from '../run-options.ts'

export interface FollowOptions extends Pick<RunOptions, 'stallTimeoutMs' | 'unreachableMs'> {
  /** The failure of a submission that may have arrived: the reason if the prompt is never seen. */
  readonly doubt: ComfyError | undefined
  readonly signal: AbortSignal
}

/** Polls for the prompt until it is in the history. */
export async function followPrompt(
  watch: PromptWatch,
  { doubt, signal, stallTimeoutMs = 15 * 60_000, unreachableMs = 60_000 }: FollowOptions,
): Promise<HistoryEntry> {
  let whenLost = doubt ?? new ComfyLostError(watch)
  for (;;) {
    const found = await watch.look({ signal })
    switch (found.state) {
      case 'success':
      case 'failed':
      case 'interrupted':
        return found.entry
      case 'absent':
        if (found.settled) throw whenLost
        break
      case 'unreachable':
        if (found.forMs > unreachableMs || !isPassing(found.error)) throw found.error
        break
      case 'pending':
      case 'running':
        whenLost = new ComfyLostError(watch)
        refuseLifeless(watch, stallTimeoutMs)
    }
    await watch.pause({ signal })
  }
}

function refuseLifeless({ promptId, lifelessFor }: PromptWatch, stallTimeoutMs: number): void {
  if (lifelessFor <= stallTimeoutMs) return
  throw new ComfyTimeoutError(
    `Prompt ${promptId} runs without a sign of life for ${stallTimeoutMs} ms: the server's worker may be dead`,
    { timeoutMs: stallTimeoutMs, sent: true },
  )
}
