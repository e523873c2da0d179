/** Where time comes from. Leases and delays follow `mono`; `now` only stamps records. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch. May jump. */
  now(): number
  /** Milliseconds that only grow, from any origin. */
  mono(): number
  /** Calls `run` once, after `delayMs`, without keeping the process alive. Returns what calls it off. */
  schedule(delayMs: number, run: () => void): () => void
}

/** The longest delay that setTimeout takes; the timer is armed again when it fires early. */
const longestTimeout = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  mono: () => performance.now(),
  schedule(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(delayMs, 0), longestTimeout))
    timer.unref()
    return () => clearTimeout(timer)
  },
}
