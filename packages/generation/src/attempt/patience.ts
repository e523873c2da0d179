import type { Timings } from '../options.ts'

/** The best that another server can do for the job: begin at once, take it in its turn, or nothing. */
export type Elsewhere = 'idle' | 'busy' | 'none'

export interface Outage {
  /** Milliseconds since the server stopped answering. */
  readonly downFor: number
  /** Milliseconds for which it has refused every connection. */
  readonly refusedFor: number
}

/**
 * Whether a server that does not answer is waited for no longer. Where connections are refused the process is gone, and
 * its prompts with it. One that is silent may be frozen, or loading: it gets more time, and most when the job would only
 * wait elsewhere.
 */
export function isWaitedForTooLong(
  { downFor, refusedFor }: Outage,
  elsewhere: Elsewhere,
  { failoverRefused, failoverIdle, failover }: Timings,
): boolean {
  if (elsewhere === 'none') return false
  return (
    refusedFor >= failoverRefused || downFor >= (elsewhere === 'idle' ? failoverIdle : failover)
  )
}
