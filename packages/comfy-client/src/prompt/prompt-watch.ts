import { Wake } from '@darkroom/foundation'
import type { Submitted } from '../comfy-client.ts'
import type { ComfyEvent } from '../comfy-event.ts'
import type { HistoryEntry, Location } from '../history-entry.ts'
import { HeardRun } from './heard-run.ts'
import { isAbout, phaseOf } from './prompt-events.ts'
import { PromptPoller } from './prompt-poller.ts'
import type { PromptState } from './prompt-state.ts'
import { type SubmitOutcome, submitOnce } from './submit-once.ts'

export interface PromptWatchOptions {
  readonly promptId: string
  /** Locates the prompt, as `client.locate` does. */
  readonly locate: (signal: AbortSignal) => Promise<Location>
  /** Reads the history entry, as `client.history` does. Called first once the socket has reported its existence. */
  readonly history: (signal: AbortSignal) => Promise<HistoryEntry | undefined>
  /** Reconnects a socket that gets no events although the prompt runs (ComfyUI issue 16010). */
  readonly reconnect: (reason: string) => void
  /** The time between two polls in milliseconds; 5 times as long while events arrive. Default 1,000. */
  readonly pollMs?: number | undefined
  /** The time without the prompt, in at least three polls, after which it counts as lost. Default 2,000. */
  readonly settleMs?: number | undefined
  /**
   * The silence of the socket during the run, in milliseconds, after which it is reconnected. Doubles while that does
   * not help, up to a minute. Default 10,000.
   */
  readonly silentMs?: number | undefined
  /** Milliseconds that never decrease. Default: `performance.now`. */
  readonly now?: () => number
}

/** The first wait before an expected change; it doubles, up to `longestShortWait`. */
const shortest = 20
const longestShortWait = 1_000
const longestSilence = 60_000

/**
 * Watches one prompt on its server: submits, combines socket events with polling, and times the polls. Polls decide and
 * events only hasten them: no event has to be delivered. What the socket told counts only where a prompt has ended and
 * its history entry is gone.
 */
export class PromptWatch {
  readonly promptId: string
  readonly #poller: PromptPoller
  readonly #heard: HeardRun
  readonly #reconnect: (reason: string) => void
  readonly #pollMs: number
  readonly #settleMs: number
  readonly #silentMs: number
  readonly #now: () => number
  readonly #wake = new Wake()
  #isAccepted = false
  #isEnded = false
  #inHistory = false
  #heardAt: number
  #ownHeardAt = Number.NEGATIVE_INFINITY
  #silence: number
  #shortWait = shortest

  constructor({
    promptId,
    locate,
    history,
    reconnect,
    pollMs = 1_000,
    settleMs = 2_000,
    silentMs = 10_000,
    now = () => performance.now(),
  }: PromptWatchOptions) {
    this.promptId = promptId
    this.#heard = new HeardRun(promptId)
    this.#poller = new PromptPoller({
      locate,
      history,
      settleMs,
      heard: () => this.#heard.entry,
      now,
    })
    this.#reconnect = reconnect
    this.#pollMs = pollMs
    this.#settleMs = settleMs
    this.#silentMs = silentMs
    this.#silence = silentMs
    this.#now = now
    this.#heardAt = now()
  }

  /** Whether the server accepted the last submission, so that looking for it at once tells nothing new. */
  get isAccepted(): boolean {
    return this.#isAccepted
  }

  /** The milliseconds since it was first known to run; undefined before. */
  get runningFor(): number | undefined {
    return this.#poller.runningFor
  }

  /** The milliseconds since it was first seen waiting; zero once it ran. */
  get pendingFor(): number {
    return this.#poller.pendingFor
  }

  /** The milliseconds since the last sign that it is running; zero before it runs. */
  get lifelessFor(): number {
    return Math.min(this.runningFor ?? 0, this.#now() - this.#ownHeardAt)
  }

  /** Takes every event of the socket; returns whether it is about this prompt. */
  hear(event: ComfyEvent): boolean {
    this.#heardAt = this.#now()
    this.#heard.hear(event)
    // Events missed without a socket are not sent again.
    if (event.type === 'socket-open') this.wake()
    const isRunning = this.runningFor !== undefined && !this.#isEnded
    if (!isAbout(event, { promptId: this.promptId, isRunning })) return false
    this.#ownHeardAt = this.#heardAt
    this.#silence = this.#silentMs
    const phase = phaseOf(event)
    if (phase !== 'running') this.#isEnded = true
    if (phase === 'in-history') this.#inHistory = true
    // That a prompt begins which the server said it has is no reason to ask for it.
    if (phase !== 'running' || !(isRunning || this.#isAccepted)) this.wake()
    this.#poller.started()
    return true
  }

  /** Ends the current pause. */
  wake(): void {
    this.#wake.wake()
  }

  /** Submits once, and polls until the answer. Rejects when aborted. */
  async submit(
    submit: (signal: AbortSignal) => Promise<Submitted>,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<SubmitOutcome> {
    // What is heard before the answer is no reason to look either.
    this.#isAccepted = true
    try {
      const look = (inner: AbortSignal): Promise<PromptState> => this.look({ signal: inner })
      const outcome = await submitOnce({ submit, look, pollMs: this.#pollMs, signal })
      this.#isAccepted = outcome.state === 'accepted'
      return outcome
    } catch (error) {
      this.#isAccepted = false
      throw error
    } finally {
      // The prompt may have arrived after the last poll.
      this.#poller.reset()
    }
  }

  /** Polls; rejects when aborted, other failures are the state `unreachable`. */
  look({ signal }: { readonly signal: AbortSignal }): Promise<PromptState> {
    return this.#poller.look({ inHistory: this.#inHistory, signal })
  }

  /**
   * Waits until the next poll is useful; rejects when aborted. `hurry`: a change is expected. `atMostMs`: the longest
   * wait if nothing changes; zero or less, which is a time that has passed, is no reason to hurry.
   */
  async pause({
    hurry = false,
    atMostMs = Number.POSITIVE_INFINITY,
    signal,
  }: {
    readonly hurry?: boolean
    readonly atMostMs?: number
    readonly signal: AbortSignal
  }): Promise<void> {
    this.#endSilence()
    const wait = hurry || this.#isEnded ? this.#nextShortWait() : this.#wait()
    await this.#wake.wait(atMostMs > 0 ? Math.min(wait, atMostMs) : wait, signal)
  }

  #nextShortWait(): number {
    const wait = Math.min(this.#shortWait, this.#pollMs, longestShortWait)
    this.#shortWait = wait * 2
    return wait
  }

  #wait(): number {
    this.#shortWait = shortest
    // Polls are rare while socket events arrive, since they only find what the socket missed.
    if (this.#now() - this.#ownHeardAt < 3 * this.#pollMs) return 5 * this.#pollMs
    return this.#poller.isMissing ? Math.min(this.#pollMs, this.#settleMs / 4) : this.#pollMs
  }

  #endSilence(): void {
    const silentFor = Math.min(this.runningFor ?? 0, this.#now() - this.#heardAt)
    if (this.#isEnded || silentFor < this.#silence) return
    this.#heardAt = this.#now()
    // Reconnections become rarer each time, since loading a model is silent, too.
    this.#silence = Math.max(this.#silence, Math.min(this.#silence * 2, longestSilence))
    this.#reconnect('It says nothing although our prompt runs')
  }
}
