import { createTimeLimit } from '@darkroom/foundation'
import { SceneProducerUnavailableError } from '../errors.ts'

/**
 * Runs work under a time limit and the caller's signal, which the work gets as one signal. The caller's abort is passed
 * on as it is; the limit becomes an error that names it.
 */
export async function withinTimeLimit<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { who, timeoutMs, signal }: { who: string; timeoutMs: number; signal: AbortSignal | undefined },
): Promise<T> {
  signal?.throwIfAborted()
  using limit = createTimeLimit(timeoutMs, signal)
  try {
    return await work(limit.signal)
  } catch (cause) {
    signal?.throwIfAborted()
    if (!limit.isExpired) throw cause
    throw new SceneProducerUnavailableError(
      `${who} did not finish within ${timeoutMs / 1000} seconds`,
      { cause },
    )
  }
}
