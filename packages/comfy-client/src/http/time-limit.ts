/** A signal that ends by itself after a time, unless stopped before. */
export interface TimeLimit extends Disposable {
  readonly signal: AbortSignal
  readonly expired: boolean
}

/** Joins a caller's signal with a limit in milliseconds; `Infinity` sets none. Disposing stops the clock only. */
export function createTimeLimit(ms: number, signal?: AbortSignal): TimeLimit {
  const clock = new AbortController()
  const timer = Number.isFinite(ms) ? setTimeout(() => clock.abort(), ms) : undefined
  return {
    signal: signal ? AbortSignal.any([signal, clock.signal]) : clock.signal,
    get expired() {
      return clock.signal.aborted
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  }
}
