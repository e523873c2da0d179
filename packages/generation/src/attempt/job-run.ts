import type { ComfyError, HistoryEntry } from '@darkroom/comfy-client'
import type { JobError } from '@darkroom/job-queue'
import type { CollectOutcome } from '../collect/collect.ts'
import { lostError } from '../given/given-errors.ts'
import type { AttemptRecord } from '../job/attempt-record.ts'
import { type AgainReason, closed, nextAttempt, reopened } from '../job/next-attempt.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { modelOf } from '../workflows/workflow-registry.ts'
import { decide, maxFaults, maxFilesLost, type Step } from './decide.ts'
import { LeaseLostError } from './errors.ts'
import { type Brought, JobFiles } from './job-files.ts'
import { executionError, isDeviceFailure, outOfMemoryError, refusalOf } from './judge-failure.ts'
import { LeasedJob, type LeaseOptions } from './leased-job.ts'
import { PictureFetch } from './picture-fetch.ts'
import type { RunServices } from './run-services.ts'
import { SubmittedPrompt } from './submitted-prompt.ts'
import { WayOut } from './way-out.ts'

type Progress = 'goes-on' | 'over'

/** One lease of one job on one server: from where the previous lease left it to its end or back to the queue. */
export class JobRun {
  readonly jobId: string
  readonly #leased: LeasedJob
  readonly #link: ServerLink
  readonly #services: RunServices
  readonly #signal: AbortSignal
  readonly #pictures: PictureFetch
  readonly #files: JobFiles
  readonly #out: WayOut
  #cancelRequested: boolean
  #submitted: SubmittedPrompt | undefined

  constructor(options: LeaseOptions, services: RunServices) {
    this.jobId = options.lease.jobId
    this.#leased = new LeasedJob(options, services)
    this.#link = options.link
    this.#services = services
    this.#pictures = new PictureFetch(this.#leased, options.link, services)
    this.#files = new JobFiles(this.#leased, options.link, services)
    this.#out = new WayOut(this.#leased, options.link, services)
    this.#signal = options.signal
    this.#cancelRequested = options.lease.job.cancelRequested
  }

  requestCancel(): void {
    this.#cancelRequested = true
    this.#submitted?.wake()
    this.#pictures.cancel()
    this.#files.cancel()
  }

  /**
   * Resolves when the job has ended or was given back; rejects when the lease is lost or the signal aborts. `isUnposted`: the
   * attempt record was written with the lease, and its prompt was not posted yet.
   */
  async run({ isUnposted }: { readonly isUnposted: boolean }): Promise<void> {
    try {
      let progress = await this.#begin(isUnposted)
      if (progress === 'goes-on' && this.#prompt.isAccepted) await this.#prompt.pause(this.#signal)
      while (progress === 'goes-on') progress = await this.#turn()
    } finally {
      this.#submitted?.[Symbol.dispose]()
      this.#pictures[Symbol.dispose]()
      this.#services.board.end(this.jobId)
    }
  }

  async #begin(isUnposted: boolean): Promise<Progress> {
    const { record } = this.#leased
    if (record?.open === true && record.server === this.#link.name) {
      if (isUnposted && this.#cancelRequested) return this.#out.end('cancelled', record)
      this.#open()
      return isUnposted ? this.#send(record) : 'goes-on'
    }
    // The attempt was left on a server that is no longer in the pool.
    const former = record?.open === true ? closed(record, 'abandoned') : record
    if (this.#cancelRequested) return this.#out.end('cancelled', former)
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
        if (step.abandon) this.#out.abandon(record)
        return this.#out.end(step.as, record)
    }
  }

  /**
   * The files of the job are on the server before the attempt record is written, which is durable before the first byte of
   * the prompt is sent.
   */
  async #post(record: AttemptRecord): Promise<Progress> {
    const brought = await this.#files.bring(this.#signal)
    if (brought.state !== 'there') return this.#withoutFiles(brought, record)
    await this.#leased.write(record)
    return this.#send(record)
  }

  /** Posts the prompt of an attempt record that is durable. */
  async #send(record: AttemptRecord): Promise<Progress> {
    const { failpoint } = this.#services
    await failpoint('attempt.after-sync')
    const prompt = this.#open()
    await failpoint('post.before')
    const outcome = await prompt.submit(this.#signal)
    await failpoint('post.after')
    switch (outcome.state) {
      case 'accepted':
        this.#link.loadedModel = modelOf(this.#leased.run)
        prompt.seen('pending')
        return 'goes-on'
      case 'doubt':
        return 'goes-on'
      case 'refused':
        return this.#refusedPrompt(record, outcome.error)
      case 'unsent':
        return this.#unsent(record)
    }
  }

  /** The prompt is not posted; what was known of the attempt before still counts. */
  async #withoutFiles(
    brought: Exclude<Brought, { state: 'there' }>,
    record: AttemptRecord,
  ): Promise<Progress> {
    const unposted = { ...record, posts: record.posts - 1 }
    if (brought.state === 'refused') return this.#out.refused(unposted, brought)
    // The next look at the prompt of before decides.
    if (this.#submitted !== undefined) return 'goes-on'
    return brought.state === 'cancelled'
      ? this.#out.end('cancelled', this.#leased.record)
      : this.#out.giveBack('server-unreachable', brought.delayMs)
  }

  async #unsent(record: AttemptRecord): Promise<Progress> {
    const posts = record.posts - 1
    await this.#leased.write({ ...record, posts, open: posts > 0 })
    return posts > 0 ? 'goes-on' : this.#out.giveBack('server-unreachable')
  }

  /** The lists may have changed since the job was accepted, and the server may have lost the files that it was given. */
  async #refusedPrompt(record: AttemptRecord, refusal: ComfyError): Promise<Progress> {
    const lost = await this.#files.lostAtPost(refusal, this.#signal)
    if (lost !== undefined) return this.#filesLost(lost)
    const error = refusalOf(refusal)
    if (error === undefined) return 'goes-on'
    const { nodeClasses } = this.#leased.run
    await this.#link.catalog({ maxAgeMs: 0, nodeClasses }).catch(() => undefined)
    return this.#out.refused(record, { error, mayPass: false })
  }

  /** The prompt ended for want of a file that was there before: it is given it again, so many times. */
  async #filesLost(name: string): Promise<Progress> {
    const { record } = this.#prompt
    if (record.filesLost >= maxFilesLost)
      return this.#blame(lostError(name, { server: this.#link.name }))
    return this.#again('files-lost')
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
        return this.#out.fail(outcome.error)
      case 'cancelled':
        return this.#out.end('cancelled', this.#prompt.record)
    }
  }

  /** Blames the server rather than the job: another may do better, or this one later. */
  async #blame(error: JobError): Promise<Progress> {
    if (this.#prompt.record.faults + 1 < maxFaults) return this.#again('refused', error.message)
    await this.#out.distrust(error.message)
    return this.#out.fail(error)
  }

  /** Judges a failed prompt: out of memory is tried once more with nothing else loaded; other errors would repeat. */
  async #judge(entry: HistoryEntry | undefined): Promise<Progress> {
    if (entry?.outcome.state !== 'error') return 'goes-on'
    const { record } = this.#prompt
    const { error } = entry.outcome
    if (isDeviceFailure(error)) return this.#blame(executionError(error))
    const lost = await this.#files.lostInRun(error, this.#signal)
    if (lost !== undefined) return this.#filesLost(lost)
    if (!error.isOutOfMemory) return this.#out.fail(executionError(error))
    await this.#leased.tryAsk((client) => client.free({ unloadModels: true, freeMemory: true }))
    if (record.outOfMemory === 0) {
      return this.#post(this.#next({ ...record, open: false, outOfMemory: 1 }))
    }
    await this.#link.probe(this.#signal)
    return this.#out.fail(outOfMemoryError(error, this.#leased.payload, this.#link.devices[0]))
  }

  async #again(because: AgainReason, problem?: string): Promise<Progress> {
    const { record } = this.#prompt
    const { logger } = this.#services
    logger.warn({ jobId: this.jobId, server: record.server, because }, 'A job runs again')
    const former = closed(record, because)
    switch (because) {
      case 'lost':
      case 'forgotten':
      case 'interrupted':
      case 'files-lost':
        return this.#post(this.#next(former))
      case 'refused':
        await this.#out.distrust(problem)
        await this.#leased.write(former)
        return this.#out.giveBackRefused(former)
      case 'abandoned':
      case 'unanswered':
      case 'withdrawn':
        await this.#leased.write(former)
        return this.#out.giveBack(because)
    }
  }
}
