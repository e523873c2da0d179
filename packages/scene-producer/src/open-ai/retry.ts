import { SceneProducerUnavailableError } from '../errors.ts'

/** Waits before the second, third … attempt; their number limits the attempts. */
const waitsMs = [500, 1_000, 2_000] as const

/** The longest wait, whatever `Retry-After` the server sends. */
const longestRetryAfterMs = 30_000

/** A failure after which another attempt may succeed. */
export class TemporaryFailure extends SceneProducerUnavailableError {}

/**
 * Runs an attempt until it succeeds, fails for good, or the waits are used up. A server's `Retry-After` is honoured up
 * to 30 seconds; a longer one makes the failure final.
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  {
    wait,
    signal,
  }: {
    wait: (ms: number, options: { signal: AbortSignal }) => Promise<unknown>
    signal: AbortSignal
  },
): Promise<T> {
  for (const ms of waitsMs) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof TemporaryFailure)) throw error
      const asked = (error.retryAfterSeconds ?? 0) * 1000
      if (asked > longestRetryAfterMs) throw error
      await wait(Math.max(ms, asked), { signal })
    }
  }
  return attempt()
}

/** Parses `Retry-After`, in seconds or as a date. */
export function retryAfterSeconds(
  value: string | undefined,
  { now }: { now: number },
): number | undefined {
  if (value === undefined || value.trim() === '') return undefined
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000))
}
