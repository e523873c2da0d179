import { longestTimeout } from './longest-timeout.ts'

/** The source of time. Leases and delays follow `monotonic`; `now` only stamps records. */
export interface Clock {
  /** The wall clock in milliseconds since the epoch. May jump. */
  now(): number
  /** Milliseconds that never decrease, from any origin. */
  monotonic(): number
  /**
   * Calls `run` once, after `delayMs` or 24.8 days at the latest, without keeping the process alive. Returns a function
   * that cancels the call.
   */
  schedule(delayMs: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(delayMs, 0), longestTimeout))
    timer.unref()
    return () => clearTimeout(timer)
  },
}
