import { ComfyConnectionError, type ComfyError, ComfyResponseError } from '@darkroom/comfy-client'

/** What is known of whether a server answers. */
export interface Health {
  readonly reachable: boolean
  /** False until the first answer or failure. */
  readonly known: boolean
  /** In a row. */
  readonly failures: number
  readonly problem: string | undefined
  /** Something is there, but what it said last is not what a ComfyUI says: a page, a redirect, other JSON. */
  readonly strange: boolean
  /** Clock of the day and steady clock of the last answer. */
  readonly lastSeen: { readonly at: number; readonly steady: number } | undefined
  /** Steady clock: since when it has not answered. */
  readonly downSince: number | undefined
}

export const unknownHealth: Health = {
  reachable: false,
  known: false,
  failures: 0,
  problem: undefined,
  strange: false,
  lastSeen: undefined,
  downSince: undefined,
}

/** As many failures in a row, and a server that did answer counts as unreachable. */
const patience = 3

export const afterAnswer = (at: number, steady: number): Health => ({
  reachable: true,
  known: true,
  failures: 0,
  problem: undefined,
  strange: false,
  lastSeen: { at, steady },
  downSince: undefined,
})

/** Nobody listening is certain at once; a time-out or a strange answer may pass. */
export function afterFailure(health: Health, error: ComfyError, steady: number): Health {
  const failures = health.failures + 1
  const certain = error instanceof ComfyConnectionError && !error.sent
  return {
    ...health,
    known: true,
    failures,
    problem: error.message,
    // From 500 on it is a server in trouble, or a proxy that does not reach it.
    strange: error instanceof ComfyResponseError && error.status < 500,
    reachable: health.reachable && !certain && failures < patience,
    downSince: health.downSince ?? steady,
  }
}

/** When to look at an unreachable server again: soon, then less often. */
export const probeDelay = (health: Health, interval: number): number =>
  health.reachable ? interval : Math.min(interval * 2, (interval / 5) * 2 ** (health.failures - 1))
