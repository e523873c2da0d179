import { longestTimeout } from './longest-timeout.ts'

/** Where time comes from. Leases and delays follow `monotonic`; `now` only stamps records. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch. May jump. */
  now(): number
  /** Milliseconds that only grow, from any origin. */
  monotonic(): number
  /**
   * Calls `run` once, after `delayMs` or 24.8 days at the latest, without keeping the process alive. Returns what calls
   * it off.
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
