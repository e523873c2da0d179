import { longestTimeout } from './longest-timeout.ts'

/** A signal that aborts after a time, or with any of its source signals. */
export interface TimeLimit extends Disposable {
  readonly signal: AbortSignal
  /** Whether the time limit aborted the signal. */
  readonly isExpired: boolean
  /** Ends the time limit; from then on only the source signals count. */
  stopClock(): void
  /** Begins the time anew, unless the clock was stopped: for a limit of each silence rather than of the whole. */
  restartClock(): void
}

/**
 * Joins signals with a limit in milliseconds, 24.8 days at most; `Infinity` sets none. Disposing releases clock and
 * signals, whereas `AbortSignal.any` would leak memory per request in a signal that lives as long as the client.
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
  let isStopped = false
  const releases = signals.map((signal) => {
    const onAbort = (): void => joined.abort(signal?.reason)
    if (signal?.aborted) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    return () => signal?.removeEventListener('abort', onAbort)
  })
  const stopClock = (): void => {
    isStopped = true
    clearTimeout(timer)
  }
  return {
    signal: joined.signal,
    get isExpired() {
      return isExpired
    },
    stopClock,
    restartClock() {
      if (!isStopped && !joined.signal.aborted) timer?.refresh()
    },
    [Symbol.dispose]() {
      stopClock()
      for (const release of releases) release()
    },
  }
}
