/** Where time comes from. Leases and delays follow `monotonic`; `now` only stamps records. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch. May jump. */
  now(): number
  /** Milliseconds that only grow, from any origin. */
  monotonic(): number
  /** Calls `run` once, after `delayMs`, without keeping the process alive. Returns what calls it off. */
  schedule(delayMs: number, run: () => void): () => void
}

/** The longest delay that setTimeout takes; whoever needs more arms the timer again when it fires early. */
const longestTimeout = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(delayMs, 0), longestTimeout))
    timer.unref()
    return () => clearTimeout(timer)
  },
}
