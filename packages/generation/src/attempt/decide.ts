import type { AttemptRecord } from '../job/attempt-record.ts'
import type { AgainReason } from '../job/next-attempt.ts'

/**
 * The prompt's state on its server: a `PromptState` of comfy-client, reduced to what matters here. `forLong`: the
 * server is waited for no longer.
 */
export type FoundPrompt =
  | { readonly state: 'pending' | 'running'; readonly copies: number }
  | { readonly state: 'success' | 'failed' | 'interrupted' }
  | { readonly state: 'absent'; readonly settled: boolean }
  | { readonly state: 'unreachable'; readonly forLong: boolean }

export interface Facts {
  /** The record of the attempt in flight. */
  readonly record: AttemptRecord
  readonly prompt: FoundPrompt
  readonly cancelRequested: boolean
  /** The prompt has been running for longer than it may. */
  readonly overdue: boolean
  /** The prompt was told to stop and had time enough to. */
  readonly stopGraceOver: boolean
  /** Another server could run the job. */
  readonly elsewhere: boolean
  /** The prompt has been waiting on the server for long, behind others' prompts. */
  readonly stuckBehind: boolean
  /** The prompt was taken off the server's queue so that another server can run it. */
  readonly withdrawn: boolean
  /** The picture was looked for under the name that we gave it, and is not on the server. */
  readonly pictureMissing: boolean
  /** The server has been up all the time since the prompt was first seen there. */
  readonly serverStayed: boolean
}

export type Step =
  /** Look again soon. */
  | { readonly do: 'wait' }
  | { readonly do: 'collect' }
  /** Look for the picture under its name: the prompt may have ended without a trace in the history. */
  | { readonly do: 'seek-picture' }
  | { readonly do: 'judge-failure' }
  /** Take back the waiting copy of a prompt that was submitted twice. */
  | { readonly do: 'remove-copy' }
  /** Post the same prompt id once more: the prompt never arrived. */
  | { readonly do: 'post-again' }
  | { readonly do: 'run-again'; readonly because: AgainReason }
  /** Take the prompt back before it runs: another server is free. */
  | { readonly do: 'withdraw' }
  | { readonly do: 'stop'; readonly because: 'cancelled' | 'timeout' }
  /** End the job. `abandon`: something of the prompt may still be on the server. */
  | { readonly do: 'end'; readonly as: EndReason; readonly abandon: boolean }

export type EndReason = 'cancelled' | 'timeout' | 'poison' | 'forgotten' | 'interrupted' | 'refused'

/** After this many servers died with a job, the job counts as the cause. */
export const maxLosses = 3
/** This many passing faults are forgiven. */
export const maxFaults = 3
/** So often the files of a job are put onto a server again that had lost them; then it counts as a fault of the server. */
export const maxFilesLost = 2
/** After this many posts of one prompt id, the server counts as unwilling. */
export const maxPosts = 3

/**
 * The reconciliation table: from the facts about an attempt in flight to the next step. This table alone settles the
 * doubt whether a prompt was submitted; no timer and no HTTP error does.
 */
export function decide(facts: Facts): Step {
  const { prompt } = facts
  switch (prompt.state) {
    case 'success':
      // The prompt succeeded, so a request to cancel came too late.
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

/** The end of an attempt that we asked the server to stop. */
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
  if (!facts.pictureMissing) return { do: 'seek-picture' }
  if (facts.withdrawn) return { do: 'run-again', because: 'withdrawn' }
  if (record.seen && facts.serverStayed) {
    return record.faults + 1 >= maxFaults
      ? { do: 'end', as: 'forgotten', abandon: false }
      : { do: 'run-again', because: 'forgotten' }
  }
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
