import { ComfyError } from '../errors.ts'
import type { HistoryEntry, Location } from '../history-entry.ts'
import type { PromptState } from './prompt-state.ts'

export interface PollerOptions {
  /** Locates the prompt, as `client.locate` does. */
  readonly locate: (signal: AbortSignal) => Promise<Location>
  /** Reads the history entry, as `client.history` does. */
  readonly history: (signal: AbortSignal) => Promise<HistoryEntry | undefined>
  /** The time without the prompt, in at least three polls, after which it counts as lost. */
  readonly settleMs: number
  /** What else is known of how the prompt ended, for when its history entry is gone. */
  readonly heard: () => HistoryEntry | undefined
  /** Milliseconds that never decrease. */
  readonly now: () => number
}

/** The least number of polls without the prompt before it counts as lost. */
const leastAbsences = 3

/** Polls for one prompt, and remembers the times of its states. */
export class PromptPoller {
  readonly #options: PollerOptions
  #absences = 0
  #absentSince = 0
  #runningSince: number | undefined
  #pendingSince: number | undefined
  #reachedAt: number

  constructor(options: PollerOptions) {
    this.#options = options
    this.#reachedAt = options.now()
  }

  /** The milliseconds since it was first known to run; undefined before. */
  get runningFor(): number | undefined {
    return this.#runningSince === undefined ? undefined : this.#options.now() - this.#runningSince
  }

  /** The milliseconds since it was first seen waiting; zero once it ran. */
  get pendingFor(): number {
    const since = this.#runningSince === undefined ? this.#pendingSince : undefined
    return since === undefined ? 0 : this.#options.now() - since
  }

  /** Whether the last poll did not find it. */
  get isMissing(): boolean {
    return this.#absences > 0
  }

  /** Records that the prompt runs, as another source reported. */
  started(): void {
    this.#runningSince ??= this.#options.now()
  }

  /** Forgets earlier absences, which prove nothing after a new submission. */
  reset(): void {
    this.#absences = 0
  }

  /** Polls; rejects when aborted. `inHistory`: the prompt has ended, so check there first. */
  async look({
    inHistory,
    signal,
  }: {
    readonly inHistory: boolean
    readonly signal: AbortSignal
  }): Promise<PromptState> {
    const { history, locate, now } = this.#options
    try {
      const entry = inHistory ? await history(signal) : undefined
      const state = entry === undefined ? this.#judge(await locate(signal)) : outcomeOf(entry)
      this.#reachedAt = now()
      return state
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ComfyError)) throw error
      this.reset()
      return { state: 'unreachable', error, forMs: now() - this.#reachedAt }
    }
  }

  #judge({ state, copies, entry }: Location): PromptState {
    if (state === 'absent') return this.#absent()
    this.reset()
    if (entry !== undefined) return outcomeOf(entry)
    // Whatever ended is not lost, and to run it again would be to run it twice.
    if (state === 'finished') return { state: 'absent', settled: false }
    if (state === 'running') this.started()
    else this.#pendingSince ??= this.#options.now()
    return { state: state === 'running' ? 'running' : 'pending', copies }
  }

  #absent(): PromptState {
    const now = this.#options.now()
    if (this.#absences === 0) this.#absentSince = now
    this.#absences += 1
    const settled =
      this.#absences >= leastAbsences && now - this.#absentSince >= this.#options.settleMs
    const heard = settled ? this.#options.heard() : undefined
    return heard === undefined ? { state: 'absent', settled } : outcomeOf(heard)
  }
}

/** The outcome; without a status from the server, the existence of outputs decides. */
function outcomeOf(entry: HistoryEntry): PromptState {
  switch (entry.outcome.state) {
    case 'success':
      return { state: 'success', entry }
    case 'error':
      return { state: 'failed', entry }
    case 'interrupted':
      return { state: 'interrupted', entry }
    case 'unknown':
      return { state: hasMade(entry) ? 'success' : 'interrupted', entry }
  }
}

const hasMade = ({ files, outputs }: HistoryEntry): boolean =>
  files.length > 0 || Object.keys(outputs).length > 0
