import {
  ComfyError,
  type PromptState,
  PromptWatch,
  type SubmitOutcome,
} from '@darkroom/comfy-client'
import type { Workflow } from '@darkroom/workflow-builder'
import type { AttemptRecord } from '../job/attempt-record.ts'
import type { JobStage } from '../job/job-view.ts'
import { toExtraData } from '../servers/orphans.ts'
import type { ServerLink } from '../servers/server-link.ts'
import type { Facts } from './decide.ts'
import { workflowOf } from './graph-of.ts'
import type { LeasedJob } from './leased-job.ts'
import { type Elsewhere, isWaitedForTooLong } from './patience.ts'
import { ProgressTracker } from './progress-tracker.ts'
import type { RunServices } from './run-services.ts'

/** The prompt of a job's newest attempt on its server: its attempt record, what was seen and heard, what was asked. */
export class SubmittedPrompt implements Disposable {
  readonly promptId: string
  readonly workflow: Workflow
  readonly #leased: LeasedJob
  readonly #link: ServerLink
  readonly #services: RunServices
  readonly #watch: PromptWatch
  readonly #tracker: ProgressTracker
  readonly #unsubscribe: () => void
  #stoppingSince: number | undefined
  #seenSince: number | undefined
  /** Since when no question about the prompt is answered; the server may answer others. */
  #blindSince: number | undefined
  #withdrawn = false
  /** The newest write of the attempt record that nobody has waited for yet. */
  #recording: Promise<void> | undefined
  /** The picture was looked for under its name since the prompt was posted last, and is not there. */
  pictureMissing = false

  /** Starts listening for the prompt of the job's attempt record. */
  constructor(leased: LeasedJob, link: ServerLink, services: RunServices) {
    this.#leased = leased
    this.#link = link
    this.#services = services
    const { promptId } = this.record
    const { board, clock, failpoint, timings } = services
    this.promptId = promptId
    this.workflow = workflowOf(leased.run, { promptId, catalog: link.knownCatalog })
    this.#tracker = new ProgressTracker({
      jobId: leased.jobId,
      promptId,
      server: link.name,
      graph: this.workflow.toPrompt(),
      board,
      clock,
    })
    this.#watch = new PromptWatch({
      promptId,
      locate: async (signal) => {
        await failpoint('locate.between')
        return await link.ask((client) => client.locate(promptId, { signal }))
      },
      history: (signal) => link.ask((client) => client.history(promptId, { signal })),
      reconnect: (reason) => this.#reconnect(reason),
      pollMs: timings.poll,
      settleMs: timings.settle,
      silentMs: timings.silence,
      now: () => clock.monotonic(),
    })
    this.#unsubscribe = link.subscribe((event) => {
      this.#tracker.hear(event, { isOwn: this.#watch.hear(event) })
    })
  }

  get record(): AttemptRecord {
    const { record } = this.#leased
    if (record === undefined) throw new Error(`Job ${this.#leased.jobId} was never submitted`)
    return record
  }

  /** The server said that it has the prompt: there is no need to look for it at once. */
  get isAccepted(): boolean {
    return this.#watch.isAccepted
  }

  set stage(stage: JobStage) {
    this.#tracker.stage = stage
  }

  /**
   * Posts the prompt once. The attempt record must say so, durably, before. The answer of a server that is waited for too
   * long is not awaited, which leaves doubt.
   */
  async submit(signal: AbortSignal): Promise<SubmitOutcome> {
    this.pictureMissing = false
    const { attempt, promptId, clientId } = this.record
    const graph = this.workflow.toPrompt()
    const owner = this.#services.owner.value
    const { jobId, payload } = this.#leased
    const extraData = toExtraData({ owner, jobId, attempt }, payload.pngInfo)
    const impatience = new AbortController()
    const watching = setInterval(() => {
      if (this.#isWaitedForTooLong()) impatience.abort()
    }, this.#services.timings.poll)
    try {
      return await this.#watch.submit(
        (inner) =>
          this.#link.ask((client) =>
            client.submit({ graph, promptId, clientId, extraData }, { signal: inner }),
          ),
        { signal: AbortSignal.any([signal, impatience.signal]) },
      )
    } catch (error) {
      if (!impatience.signal.aborted || signal.aborted) throw error
      return {
        state: 'doubt',
        error: new ComfyError('The answer to the prompt was not awaited any longer'),
      }
    } finally {
      clearInterval(watching)
    }
  }

  /** Looks where the prompt is now, puts that on the board, and records that it was seen for the job's next lease. */
  async look(signal: AbortSignal): Promise<PromptState> {
    await this.#recording
    const found = await this.#watch.look({ signal })
    if (found.state !== 'unreachable') this.#blindSince = undefined
    else {
      this.#blindSince ??= this.#services.clock.monotonic()
      this.stage = 'server-unreachable'
    }
    if (found.state === 'running') this.#withdrawn = false
    if (found.state === 'pending' || found.state === 'running') this.seen(found.state)
    await this.#recording
    return found
  }

  /** Marks the prompt as seen on the server, in the attempt record too; whoever looks next waits until that is durable. */
  seen(stage: 'pending' | 'running'): void {
    if (this.#stoppingSince === undefined) {
      this.stage = this.#watch.runningFor === undefined ? stage : 'running'
    }
    this.#seenSince ??= this.#services.clock.monotonic()
    if (this.record.seen) return
    this.#recording = this.#leased.write({ ...this.record, seen: true })
    // Its failure is met by the next look.
    this.#recording.catch(() => undefined)
  }

  facts(found: PromptState, cancelRequested: boolean): Facts {
    const { timings } = this.#services
    return {
      record: this.record,
      prompt: this.#toFact(found),
      cancelRequested,
      overdue: this.#timeLeft <= 0,
      stopGraceOver: this.#stoppingFor >= timings.stopGrace,
      elsewhere: this.#elsewhere !== 'none',
      stuckBehind: this.#watch.pendingFor >= timings.failover,
      withdrawn: this.#withdrawn,
      pictureMissing: this.pictureMissing,
      serverStayed: this.#seenSince !== undefined && this.#link.pulse.upSince <= this.#seenSince,
    }
  }

  /** Stops the prompt, whether it waits or runs; only looking tells that it has ended. */
  async stop(because: 'cancelled' | 'timeout'): Promise<void> {
    const { promptId, record } = this
    this.stage = 'cancelling'
    this.#stoppingSince ??= this.#services.clock.monotonic()
    if (because === 'timeout' && !record.timedOut) {
      await this.#leased.write({ ...record, timedOut: true })
    }
    await this.takeBackWaiting()
    await this.#leased.tryAsk((client) => client.interrupt(promptId))
  }

  /** Takes the prompt back if it still waits; one that has just begun to run stays. */
  async withdraw(): Promise<void> {
    this.#withdrawn = true
    await this.takeBackWaiting()
  }

  /** Deletes the waiting copies of this prompt from the server. */
  async takeBackWaiting(): Promise<void> {
    await this.#leased.tryAsk((client) => client.deletePending([this.promptId]))
  }

  /** Ends the pause: the prompt is looked for again now. */
  wake(): void {
    this.#watch.wake()
  }

  /** Pauses until looking is worth it again. */
  async pause(signal: AbortSignal): Promise<void> {
    const hurry = this.#withdrawn || this.#stoppingSince !== undefined
    await this.#watch.pause({ hurry, atMostMs: this.#timeLeft, signal })
  }

  [Symbol.dispose](): void {
    this.#unsubscribe()
  }

  /** Milliseconds until the prompt has run for too long. */
  get #timeLeft(): number {
    const { runningFor } = this.#watch
    return runningFor === undefined
      ? Number.POSITIVE_INFINITY
      : this.#services.timings.timeout - runningFor
  }

  get #stoppingFor(): number {
    const since = this.#stoppingSince
    return since === undefined ? 0 : this.#services.clock.monotonic() - since
  }

  get #elsewhere(): Elsewhere {
    return this.#services.elsewhere(this.#leased.jobId, this.#link)
  }

  #isWaitedForTooLong(): boolean {
    const { clock, timings } = this.#services
    const { downFor, refusedFor } = this.#link.pulse
    const blindFor = this.#blindSince === undefined ? 0 : clock.monotonic() - this.#blindSince
    const outage = { downFor: Math.max(downFor, blindFor), refusedFor }
    return isWaitedForTooLong(outage, this.#elsewhere, timings)
  }

  #toFact(found: PromptState): Facts['prompt'] {
    if (found.state === 'unreachable') {
      return { state: 'unreachable', forLong: this.#isWaitedForTooLong() }
    }
    const { seen, posts } = this.record
    // The prompt was taken off the queue, and there was only ever one copy: missing once is missing.
    const isTakenBack = this.#stoppingSince !== undefined && seen && posts === 1
    return found.state === 'absent' && isTakenBack ? { state: 'absent', settled: true } : found
  }

  #reconnect(reason: string): void {
    // The prompt was submitted with another socket, so this one never hears of it.
    if (this.record.clientId !== this.#link.clientId) return
    this.#tracker.stale = true
    this.#link.reconnect(reason)
  }
}
