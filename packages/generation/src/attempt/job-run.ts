import type { HistoryEntry } from '@darkroom/comfy-client'
import type { JobError, Lease } from '@darkroom/job-queue'
import type { CollectOutcome } from '../collect/collect.ts'
import type { AttemptRecord } from '../job/attempt-record.ts'
import { type AgainReason, closed, nextAttempt, reopened } from '../job/next-attempt.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { modelOf } from '../workflows/workflow-registry.ts'
import { decide, type EndReason, maxFaults, type Step } from './decide.ts'
import { LeaseLostError } from './errors.ts'
import {
  endError,
  executionError,
  isDeviceFailure,
  outOfMemoryError,
  refusalOf,
} from './judge-failure.ts'
import { LeasedJob } from './leased-job.ts'
import { PictureFetch } from './picture-fetch.ts'
import type { RunServices } from './run-services.ts'
import { SubmittedPrompt } from './submitted-prompt.ts'

export interface JobRunOptions {
  readonly lease: Lease
  readonly link: ServerLink
  readonly signal: AbortSignal
}

type Progress = 'goes-on' | 'over'

const refusedText = 'It fails whenever it is handed a job'

/** One lease of one job on one server: from where the previous lease left it to its end or back to the queue. */
export class JobRun {
  readonly jobId: string
  readonly #leased: LeasedJob
  readonly #link: ServerLink
  readonly #services: RunServices
  readonly #signal: AbortSignal
  readonly #pictures: PictureFetch
  #cancelRequested: boolean
  #submitted: SubmittedPrompt | undefined

  constructor(options: JobRunOptions, services: RunServices) {
    this.jobId = options.lease.jobId
    this.#leased = new LeasedJob(options, services)
    this.#link = options.link
    this.#services = services
    this.#pictures = new PictureFetch(this.#leased, options.link, services)
    this.#signal = options.signal
    this.#cancelRequested = options.lease.job.cancelRequested
  }

  requestCancel(): void {
    this.#cancelRequested = true
    this.#submitted?.wake()
    this.#pictures.cancel()
  }

  /** Resolves when the job has ended or was given back; rejects when the lease is lost or the signal aborts. */
  async run(): Promise<void> {
    try {
      let progress = await this.#begin()
      while (progress === 'goes-on') progress = await this.#turn()
    } finally {
      this.#submitted?.[Symbol.dispose]()
      this.#pictures[Symbol.dispose]()
      this.#services.board.end(this.jobId)
    }
  }

  async #begin(): Promise<Progress> {
    const { record } = this.#leased
    if (record?.open === true && record.server === this.#link.name) {
      this.#open()
      return 'goes-on'
    }
    // The attempt was left on a server that is no longer in the pool.
    const former = record?.open === true ? closed(record, 'abandoned') : record
    if (this.#cancelRequested) return this.#end('cancelled', former)
    const left =
      former && reopened(former, { server: this.#link.name, clientId: this.#link.clientId })
    if (left === undefined) return this.#post(this.#next(former))
    await this.#leased.write(left)
    this.#open()
    return 'goes-on'
  }

  get #prompt(): SubmittedPrompt {
    if (this.#submitted === undefined) throw new Error(`Job ${this.jobId} has no attempt in flight`)
    return this.#submitted
  }

  /** Listens for the prompt of the current attempt record, and no longer for the one before. */
  #open(): SubmittedPrompt {
    if (this.#submitted?.promptId !== this.#leased.record?.promptId) {
      this.#submitted?.[Symbol.dispose]()
      this.#submitted = new SubmittedPrompt(this.#leased, this.#link, this.#services)
    }
    return this.#prompt
  }

  /** The attempt record to write before the next prompt id is posted. */
  #next(former: AttemptRecord | undefined): AttemptRecord {
    const { name, clientId } = this.#link
    return nextAttempt({ jobId: this.jobId, server: name, clientId }, former)
  }

  /** One turn: look, decide, act; then wait until looking is worth it again. */
  async #turn(): Promise<Progress> {
    const prompt = this.#prompt
    const found = await prompt.look(this.#signal)
    if (found.state === 'unreachable') this.#pictures.serverAway()
    const step = decide(prompt.facts(found, this.#cancelRequested))
    const progress = await this.#act(step, 'entry' in found ? found.entry : undefined)
    if (progress === 'goes-on') await this.#prompt.pause(this.#signal)
    return progress
  }

  async #act(step: Step, entry: HistoryEntry | undefined): Promise<Progress> {
    const prompt = this.#prompt
    const { record } = prompt
    switch (step.do) {
      case 'wait':
        return 'goes-on'
      case 'collect':
        return this.#collect(entry)
      case 'seek-picture':
        return this.#seek()
      case 'judge-failure':
        return this.#judge(entry)
      case 'remove-copy':
        await prompt.takeBackWaiting()
        return 'goes-on'
      case 'post-again':
        return this.#post({ ...record, posts: record.posts + 1, clientId: this.#link.clientId })
      case 'run-again':
        return this.#again(
          step.because === 'abandoned' && this.#link.reachable ? 'unanswered' : step.because,
        )
      case 'withdraw':
        await prompt.withdraw()
        return 'goes-on'
      case 'stop':
        await prompt.stop(step.because)
        return 'goes-on'
      case 'end':
        if (step.abandon) this.#abandon(record)
        return this.#end(step.as, record)
    }
  }

  /** The attempt record is durable before the first byte of the prompt is sent. */
  async #post(record: AttemptRecord): Promise<Progress> {
    const { failpoint } = this.#services
    await this.#leased.write(record)
    await failpoint('attempt.after-sync')
    const prompt = this.#open()
    await failpoint('post.before')
    const outcome = await prompt.submit(this.#signal)
    await failpoint('post.after')
    switch (outcome.state) {
      case 'accepted':
        this.#link.loadedModel = modelOf(this.#leased.run)
        await prompt.seen('pending')
        return 'goes-on'
      case 'doubt':
        return 'goes-on'
      case 'refused':
        return this.#refused(record, refusalOf(outcome.error))
      case 'unsent':
        return this.#unsent(record)
    }
  }

  async #unsent(record: AttemptRecord): Promise<Progress> {
    const posts = record.posts - 1
    await this.#leased.write({ ...record, posts, open: posts > 0 })
    return posts > 0 ? 'goes-on' : this.#giveBack('server-unreachable')
  }

  /** The lists may have changed since the job was accepted; another server may still have what the job needs. */
  async #refused(record: AttemptRecord, error: JobError | undefined): Promise<Progress> {
    if (error === undefined) return 'goes-on'
    const { nodeClasses } = this.#leased.run
    await this.#link.catalog({ maxAgeMs: 0, nodeClasses }).catch(() => undefined)
    const next = closed(record, 'refused')
    const elsewhere = this.#services.elsewhere(this.jobId, this.#link)
    if (elsewhere === 'none' || next.faults >= maxFaults) return this.#fail(error)
    await this.#leased.write(next)
    return this.#giveBack('refused')
  }

  async #collect(entry: HistoryEntry | undefined): Promise<Progress> {
    if (entry === undefined) return 'goes-on'
    const outcome = await this.#pictures.fetch(this.#prompt, entry, this.#signal)
    // The next attempt saves under another name, so the server's cache does not answer with the same files again.
    return outcome.state === 'missing' ? this.#blame(outcome.error) : this.#fetched(outcome)
  }

  /** Looks for the picture of a prompt that left no trace: it may have been made all the same. */
  async #seek(): Promise<Progress> {
    const outcome = await this.#pictures.fetch(this.#prompt, undefined, this.#signal)
    if (outcome.state !== 'missing') return this.#fetched(outcome)
    this.#prompt.pictureMissing = true
    return 'goes-on'
  }

  async #fetched(outcome: Exclude<CollectOutcome, { state: 'missing' }>): Promise<Progress> {
    switch (outcome.state) {
      case 'committed':
        this.#link.trust.restored()
        return 'over'
      case 'unreachable':
        return 'goes-on'
      case 'fenced':
        throw new LeaseLostError(this.jobId)
      case 'failed':
        return this.#fail(outcome.error)
      case 'cancelled':
        return this.#end('cancelled', this.#prompt.record)
    }
  }

  /** Blames the server rather than the job: another may do better, or this one later. */
  async #blame(error: JobError): Promise<Progress> {
    if (this.#prompt.record.faults + 1 < maxFaults) return this.#again('refused', error.message)
    await this.#distrust(error.message)
    return this.#fail(error)
  }

  async #distrust(problem: string): Promise<void> {
    const { name, trust } = this.#link
    trust.faulted(problem)
    if (!trust.isSuspect) return
    this.#services.logger.warn({ server: name, problem }, 'It fails at one job after another')
    await this.#leased.tryAsk((client) => client.free({ unloadModels: true, freeMemory: true }))
  }

  /** Judges a failed prompt: out of memory is tried once more with nothing else loaded; other errors would repeat. */
  async #judge(entry: HistoryEntry | undefined): Promise<Progress> {
    if (entry?.outcome.state !== 'error') return 'goes-on'
    const { record } = this.#prompt
    const { error } = entry.outcome
    if (isDeviceFailure(error)) return this.#blame(executionError(error))
    if (!error.isOutOfMemory) return this.#fail(executionError(error))
    await this.#leased.tryAsk((client) => client.free({ unloadModels: true, freeMemory: true }))
    if (record.outOfMemory === 0) {
      return this.#post(this.#next({ ...record, open: false, outOfMemory: 1 }))
    }
    await this.#link.probe(this.#signal)
    return this.#fail(outOfMemoryError(error, this.#leased.payload, this.#link.devices[0]))
  }

  async #again(because: AgainReason, problem = refusedText): Promise<Progress> {
    const { record } = this.#prompt
    const { logger, timings } = this.#services
    logger.warn({ jobId: this.jobId, server: record.server, because }, 'A job runs again')
    const former = closed(record, because)
    if (because === 'lost' || because === 'forgotten' || because === 'interrupted') {
      return this.#post(this.#next(former))
    }
    if (because === 'refused') await this.#distrust(problem)
    await this.#leased.write(former)
    return this.#giveBack(
      because,
      because === 'refused' ? Math.min(timings.backoff * 2 ** record.faults, 30_000) : 0,
    )
  }

  /** Gives the prompt up. A server that answers gets no work until it stops it; any other is swept when it returns. */
  #abandon({ promptId }: AttemptRecord): void {
    if (this.#link.reachable) this.#link.setUnstoppable([...this.#link.unstoppable, promptId])
  }

  async #end(reason: EndReason, record: AttemptRecord | undefined): Promise<Progress> {
    const error = endError(reason, {
      server: record?.server ?? this.#link.name,
      timeoutMs: this.#services.timings.timeout,
    })
    if (reason === 'refused') await this.#distrust(refusedText)
    if (error !== undefined) return this.#fail(error)
    await this.#leased.cancelled()
    return 'over'
  }

  async #fail(error: JobError): Promise<Progress> {
    await this.#leased.fail(error)
    return 'over'
  }

  async #giveBack(reason: string, delayMs?: number): Promise<Progress> {
    await this.#leased.giveBack(reason, delayMs)
    return 'over'
  }
}
