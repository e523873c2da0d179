import { longestTimeout } from './longest-timeout.ts'

/** A signal that ends by itself after a time, or with any of the signals it was made from. */
export interface TimeLimit extends Disposable {
  readonly signal: AbortSignal
  /** Whether the time is what ended it. */
  readonly isExpired: boolean
  /** From now on only the signals count. */
  stopClock(): void
}

/**
 * Joins signals with a limit in milliseconds, 24.8 days at most; `Infinity` sets none. Disposing lets go of clock and signals:
 * `AbortSignal.any` would leave something behind in a signal that lives as long as the client, per request.
 */
export function createTimeLimit(
  ms: number,
  ...signals: readonly (AbortSignal | undefined)[]
): TimeLimit {
  const joined = new AbortController()
  let isExpired = false
  const expire = (): void => {
    isExpired = !joined.signal.aborted
    joined.abort(new DOMException('The time limit was reached', 'TimeoutError'))
  }
  const timer = Number.isFinite(ms) ? setTimeout(expire, Math.min(ms, longestTimeout)) : undefined
  const releases = signals.map((signal) => {
    const onAbort = (): void => joined.abort(signal?.reason)
    if (signal?.aborted) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    return () => signal?.removeEventListener('abort', onAbort)
  })
  const stopClock = (): void => clearTimeout(timer)
  return {
    signal: joined.signal,
    get isExpired() {
      return isExpired
    },
    stopClock,
    [Symbol.dispose]() {
      stopClock()
      for (const release of releases) release()
    },
  }
}
