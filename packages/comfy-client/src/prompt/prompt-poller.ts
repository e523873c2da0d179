import { ComfyError } from '../errors.ts'
import type { HistoryEntry, Location } from '../history-entry.ts'
import type { PromptState } from './prompt-state.ts'

export interface PollerOptions {
  /** As `client.locate` does. */
  readonly locate: (signal: AbortSignal) => Promise<Location>
  /** As `client.history` does. */
  readonly history: (signal: AbortSignal) => Promise<HistoryEntry | undefined>
  /** It must be missing for so long, in at least three looks, before it counts as lost. */
  readonly settleMs: number
  /** Milliseconds that only grow. */
  readonly now: () => number
}

/** In so many looks at least must a prompt be missing. */
const leastAbsences = 3

/** Looks for one prompt, and remembers what only time tells. */
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

  /** Milliseconds since it was first known to run; undefined before. */
  get runningFor(): number | undefined {
    return this.#runningSince === undefined ? undefined : this.#options.now() - this.#runningSince
  }

  /** Milliseconds since it was first seen waiting; zero once it ran. */
  get pendingFor(): number {
    const since = this.#runningSince === undefined ? this.#pendingSince : undefined
    return since === undefined ? 0 : this.#options.now() - since
  }

  /** It was missing when looked for last. */
  get isMissing(): boolean {
    return this.#absences > 0
  }

  /** It runs, as someone else told. */
  started(): void {
    this.#runningSince ??= this.#options.now()
  }

  /** It was submitted anew: earlier absences prove nothing. */
  reset(): void {
    this.#absences = 0
  }

  /** Rejects when aborted. `inHistory`: it is known to have ended, so look there first. */
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
    return { state: 'absent', settled }
  }
}

/** A status that the server did not keep is judged by whether there are files. */
function outcomeOf(entry: HistoryEntry): PromptState {
  switch (entry.outcome.state) {
    case 'success':
      return { state: 'success', entry }
    case 'error':
      return { state: 'failed', entry }
    case 'interrupted':
      return { state: 'interrupted', entry }
    case 'unknown':
      return { state: entry.files.length > 0 ? 'success' : 'interrupted', entry }
  }
}
