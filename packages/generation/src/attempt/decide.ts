import type { AttemptRecord } from '../job/attempt-record.ts'
import type { AgainReason } from '../job/next-attempt.ts'

/**
 * What looking for the prompt showed: a `PromptState` of comfy-client, of which less matters here. `forLong`: the server is
 * waited for no longer.
 */
export type FoundPrompt =
  | { readonly state: 'pending' | 'running'; readonly copies: number }
  | { readonly state: 'success' | 'failed' | 'interrupted' }
  | { readonly state: 'absent'; readonly settled: boolean }
  | { readonly state: 'unreachable'; readonly forLong: boolean }

export interface Facts {
  /** Of the attempt in flight. */
  readonly record: AttemptRecord
  readonly prompt: FoundPrompt
  readonly cancelRequested: boolean
  /** It has been running for longer than it may. */
  readonly overdue: boolean
  /** It was told to stop and had time enough to. */
  readonly stopGraceOver: boolean
  /** Another server could run it. */
  readonly elsewhere: boolean
  /** It has been waiting there for long, behind others' prompts. */
  readonly stuckBehind: boolean
  /** We took it off the server's queue so that another can run it. */
  readonly withdrawn: boolean
}

export type Step =
  /** Look again soon. */
  | { readonly do: 'wait' }
  | { readonly do: 'collect' }
  | { readonly do: 'judge-failure' }
  /** Submitted twice: take the waiting copy back. */
  | { readonly do: 'remove-copy' }
  /** The same id once more: it never arrived. */
  | { readonly do: 'post-again' }
  | { readonly do: 'run-again'; readonly because: AgainReason }
  /** Take it back before it runs: another server is free. */
  | { readonly do: 'withdraw' }
  | { readonly do: 'stop'; readonly because: 'cancelled' | 'timeout' }
  /** `abandon`: something of it may still be on the server. */
  | { readonly do: 'end'; readonly as: EndReason; readonly abandon: boolean }

export type EndReason = 'cancelled' | 'timeout' | 'poison' | 'interrupted' | 'refused'

/** As many servers may die with a job before it counts as the cause. */
export const maxLosses = 3
/** As many passing faults are forgiven. */
export const maxFaults = 3
/** As many times one prompt id is posted before the server counts as unwilling. */
export const maxPosts = 3

/**
 * The reconciliation table: from what is known of an attempt in flight to what to do next. It is the only way out of
 * the doubt whether a prompt was submitted; no timer and no HTTP error is.
 */
export function decide(facts: Facts): Step {
  const { prompt } = facts
  switch (prompt.state) {
    case 'success':
      // Whoever asked to cancel was too late.
      return { do: 'collect' }
    case 'failed':
      return asked(facts, false) ?? { do: 'judge-failure' }
    case 'interrupted':
      return (
        asked(facts, false) ??
        (facts.record.faults + 1 >= maxFaults
          ? { do: 'end', as: 'interrupted', abandon: false }
          : { do: 'run-again', because: 'interrupted' })
      )
    case 'pending':
    case 'running':
      return whileThere(facts, prompt.copies)
    case 'absent':
      return prompt.settled ? whenLost(facts) : { do: 'wait' }
    case 'unreachable':
      return whenUnreachable(facts, prompt.forLong)
  }
}

/** We had asked for its end, and it has come. */
function asked({ cancelRequested, record }: Facts, abandon: boolean): Step | undefined {
  if (cancelRequested) return { do: 'end', as: 'cancelled', abandon }
  if (record.timedOut) return { do: 'end', as: 'timeout', abandon }
  return undefined
}

function whileThere(facts: Facts, copies: number): Step {
  if (copies > 1) return { do: 'remove-copy' }
  if (facts.cancelRequested || facts.record.timedOut || facts.overdue) {
    const because = facts.cancelRequested ? 'cancelled' : 'timeout'
    if (facts.stopGraceOver) return { do: 'end', as: because, abandon: true }
    return { do: 'stop', because }
  }
  const isWaiting = facts.prompt.state === 'pending'
  return isWaiting && facts.stuckBehind && facts.elsewhere ? { do: 'withdraw' } : { do: 'wait' }
}

function whenLost(facts: Facts): Step {
  const { record } = facts
  const end = asked(facts, false)
  if (end !== undefined) return end
  if (facts.withdrawn) return { do: 'run-again', because: 'withdrawn' }
  if (record.seen) {
    return record.losses + 1 >= maxLosses
      ? { do: 'end', as: 'poison', abandon: false }
      : { do: 'run-again', because: 'lost' }
  }
  if (record.posts < maxPosts) return { do: 'post-again' }
  return record.faults + 1 >= maxFaults
    ? { do: 'end', as: 'refused', abandon: false }
    : { do: 'run-again', because: 'refused' }
}

function whenUnreachable(facts: Facts, forLong: boolean): Step {
  const { record, elsewhere } = facts
  if (facts.cancelRequested) return { do: 'end', as: 'cancelled', abandon: true }
  if (!(forLong && elsewhere)) return { do: 'wait' }
  if (record.timedOut) return { do: 'end', as: 'timeout', abandon: true }
  return record.losses + 1 >= maxLosses
    ? { do: 'end', as: 'poison', abandon: true }
    : { do: 'run-again', because: 'abandoned' }
}
