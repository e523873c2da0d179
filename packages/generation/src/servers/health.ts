import {
  ComfyConnectionError,
  type ComfyError,
  ComfyResponseError,
  type ComfyTrouble,
  troubleOf,
} from '@darkroom/comfy-client'
import { errorCode } from '@darkroom/foundation'

/** Whether a server answers, as far as known. */
export interface Health {
  readonly reachable: boolean
  /** False until the first answer or failure. */
  readonly known: boolean
  /** Failures in a row. */
  readonly failures: number
  readonly problem: string | undefined
  /** What kind of problem it is. */
  readonly trouble: ComfyTrouble | undefined
  /** The address answers, but not as a ComfyUI does: a page, a redirect, other JSON. */
  readonly strange: boolean
  /** Wall clock and steady clock of the last answer. */
  readonly lastSeen: { readonly at: number; readonly steady: number } | undefined
  /** Steady clock of the first failure since the last answer. */
  readonly downSince: number | undefined
  /** Steady clock since which every connection was refused: nothing listens there. */
  readonly refusedSince: number | undefined
}

export const unknownHealth: Health = {
  reachable: false,
  known: false,
  failures: 0,
  problem: undefined,
  trouble: undefined,
  strange: false,
  lastSeen: undefined,
  downSince: undefined,
  refusedSince: undefined,
}

/** After this many failures in a row, a server that did answer counts as unreachable. */
const patience = 3

export const afterAnswer = (at: number, steady: number): Health => ({
  reachable: true,
  known: true,
  failures: 0,
  problem: undefined,
  trouble: undefined,
  strange: false,
  lastSeen: { at, steady },
  downSince: undefined,
  refusedSince: undefined,
})

/** Health after a failure. A refused connection is certain at once; a time-out or a strange answer may pass. */
export function afterFailure(health: Health, error: ComfyError, steady: number): Health {
  const failures = health.failures + 1
  const certain = error instanceof ComfyConnectionError && !error.sent
  return {
    ...health,
    known: true,
    failures,
    problem: error.message,
    trouble: troubleOf(error),
    // A status of 500 or more means a server in trouble, or a proxy that does not reach it.
    strange: error instanceof ComfyResponseError && error.status < 500,
    reachable: health.reachable && !certain && failures < patience,
    downSince: health.downSince ?? steady,
    refusedSince: isRefusal(error) ? (health.refusedSince ?? steady) : undefined,
  }
}

const isRefusal = (error: ComfyError): boolean =>
  error instanceof ComfyConnectionError && errorCode(error.cause) === 'ECONNREFUSED'

/** Milliseconds to the next probe: soon after a first failure, then less often. */
export const probeDelay = (health: Health, interval: number): number =>
  health.reachable && health.failures === 0
    ? interval
    : Math.min(interval * 2, (interval / 5) * 2 ** (health.failures - 1))
