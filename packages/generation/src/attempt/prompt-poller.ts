import { ComfyError, type HistoryEntry, type Location } from '@darkroom/comfy-client'
import type { Clock, FailpointName, Timings } from '../options.ts'
import type { ServerLink } from '../servers/server-link.ts'
import type { PromptState } from './decide.ts'

export interface Look {
  readonly sighting: PromptState
  /** When it has ended. */
  readonly entry?: HistoryEntry
}

/** So often at least must a prompt be missing. */
const leastAbsences = 3

/** Looks for one prompt on its server, and remembers what only time tells. */
export class PromptPoller {
  readonly #link: ServerLink
  readonly #promptId: string
  readonly #timings: Timings
  readonly #clock: Clock
  readonly #failpoint: (name: FailpointName) => void | Promise<void>
  #absences = 0
  #absentSince = 0
  #runningSince: number | undefined
  #pendingSince: number | undefined

  constructor(options: {
    link: ServerLink
    promptId: string
    timings: Timings
    clock: Clock
    failpoint: (name: FailpointName) => void | Promise<void>
  }) {
    this.#link = options.link
    this.#promptId = options.promptId
    this.#timings = options.timings
    this.#clock = options.clock
    this.#failpoint = options.failpoint
  }

  /** Milliseconds until it has run for too long; undefined while it does not run. */
  get timeLeft(): number | undefined {
    return this.#runningSince === undefined
      ? undefined
      : this.#runningSince + this.#timings.timeout - this.#clock.monotonic()
  }

  /** Milliseconds since it was first seen waiting; zero once it ran. */
  get pendingFor(): number {
    const since = this.#runningSince === undefined ? this.#pendingSince : undefined
    return since === undefined ? 0 : this.#clock.monotonic() - since
  }

  /** It was missing when looked for last. */
  get isMissing(): boolean {
    return this.#absences > 0
  }

  /** It runs, as the socket told. */
  started(): void {
    this.#runningSince ??= this.#clock.monotonic()
  }

  /** It was posted anew: earlier absences prove nothing. */
  reset(): void {
    this.#absences = 0
  }

  /** Rejects only when aborted. `inHistory`: the socket told that it has ended, so look there first. */
  async look({ inHistory, signal }: { inHistory: boolean; signal: AbortSignal }): Promise<Look> {
    try {
      const entry = inHistory
        ? await this.#link.ask((client) => client.history(this.#promptId, { signal }))
        : undefined
      if (entry !== undefined) return { sighting: outcomeOf(entry), entry }
      await this.#failpoint('locate.between')
      return this.#judge(
        await this.#link.ask((client) => client.locate(this.#promptId, { signal })),
      )
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ComfyError)) throw error
      this.reset()
      return {
        sighting: {
          state: 'unreachable',
          forLong: this.#link.downFor >= this.#timings.failover,
        },
      }
    }
  }

  #judge(location: Location): Look {
    if (location.state === 'absent') return { sighting: this.#absent() }
    this.reset()
    if (location.state === 'finished') {
      const { entry } = location
      return entry === undefined
        ? { sighting: { state: 'absent', settled: false } }
        : { sighting: outcomeOf(entry), entry }
    }
    if (location.state === 'running') this.started()
    else this.#pendingSince ??= this.#clock.monotonic()
    return { sighting: { state: location.state, copies: location.copies } }
  }

  #absent(): PromptState {
    const now = this.#clock.monotonic()
    if (this.#absences === 0) this.#absentSince = now
    this.#absences += 1
    const settled =
      this.#absences >= leastAbsences && now - this.#absentSince >= this.#timings.settle
    return { state: 'absent', settled }
  }
}

/** A status that the server did not keep is judged by whether there are files. */
function outcomeOf(entry: HistoryEntry): PromptState {
  switch (entry.outcome.state) {
    case 'success':
      return { state: 'success' }
    case 'error':
      return { state: 'failed' }
    case 'interrupted':
      return { state: 'interrupted' }
    case 'unknown':
      return entry.files.length > 0 ? { state: 'success' } : { state: 'interrupted' }
  }
}
