import type { HistoryEntry } from '@darkroom/comfy-client'
import type { JobError, Lease } from '@darkroom/job-queue'
import { collect } from '../collect/collect.ts'
import type { AttemptRecord } from '../job/attempt-record.ts'
import { closed, reopened } from '../job/next-attempt.ts'
import { toExtraData } from '../servers/orphans.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { modelOf } from '../workflows/workflow-registry.ts'
import { type AgainReason, decide, type EndReason, maxFaults, type Step } from './decide.ts'
import { LeaseLostError } from './errors.ts'
import { Flight } from './flight.ts'
import { endError, executionError, isDeviceFailure, outOfMemoryError } from './judge-failure.ts'
import { LeasedJob } from './leased-job.ts'
import { post } from './post.ts'
import type { RunServices } from './run-services.ts'

export interface JobRunOptions {
  readonly lease: Lease
  readonly link: ServerLink
  readonly signal: AbortSignal
}

type Progress = 'goes-on' | 'over'

const refusedText = 'It fails whenever it is handed a job'

/** One lease of one job on one server: from whatever state its last holder left it in, to its end or back to the queue. */
export class JobRun {
  readonly jobId: string
  readonly #holder: LeasedJob
  readonly #link: ServerLink
  readonly #services: RunServices
  readonly #signal: AbortSignal
  readonly #flight: Flight
  #cancelRequested: boolean

  constructor(options: JobRunOptions, services: RunServices) {
    this.jobId = options.lease.jobId
    this.#holder = new LeasedJob(options, services)
    this.#link = options.link
    this.#services = services
    this.#flight = new Flight(this.#holder, this.#link, services)
    this.#signal = options.signal
    this.#cancelRequested = options.lease.job.cancelRequested
  }

  requestCancel(): void {
    this.#cancelRequested = true
    this.#flight.wake()
  }

  /** Resolves when the job has ended or was given back; rejects when the lease is lost or the signal aborts. */
  async run(): Promise<void> {
    try {
      let progress = await this.#begin()
      while (progress === 'goes-on') progress = await this.#turn()
    } finally {
      this.#flight[Symbol.dispose]()
      this.#services.live.end(this.jobId)
    }
  }

  async #begin(): Promise<Progress> {
    const { note } = this.#holder
    if (note?.open === true && note.server === this.#link.name) {
      this.#flight.open(note)
      return 'goes-on'
    }
    // Left by a server that is no longer in the pool.
    const former = note?.open === true ? closed(note, 'abandoned') : note
    if (this.#cancelRequested) return this.#end('cancelled', former)
    const left =
      former && reopened(former, { server: this.#link.name, clientId: this.#link.clientId })
    if (left === undefined) return this.#post(this.#flight.next(former))
    await this.#holder.write(left)
    this.#flight.open(left)
    return 'goes-on'
  }

  /** Look, decide, act; then wait until looking is worth it again. */
  async #turn(): Promise<Progress> {
    const flight = this.#flight
    const look = await flight.attempt.look(this.#signal)
    await flight.observe(look)
    const step = decide(flight.facts(look, this.#cancelRequested))
    const progress = await this.#act(step, look.entry)
    if (progress === 'goes-on') await flight.pause(this.#signal)
    return progress
  }

  async #act(step: Step, entry: HistoryEntry | undefined): Promise<Progress> {
    const { note } = this.#flight
    switch (step.do) {
      case 'wait':
        return 'goes-on'
      case 'collect':
        return this.#collect(entry)
      case 'judge-failure':
        return this.#judge(entry)
      case 'remove-copy':
        await this.#holder.tryAsk((client) => client.deletePending([note.promptId]))
        return 'goes-on'
      case 'post-again':
        return this.#post({ ...note, posts: note.posts + 1, clientId: this.#link.clientId })
      case 'run-again':
        return this.#again(step.because)
      case 'withdraw':
        await this.#flight.withdraw()
        return 'goes-on'
      case 'stop':
        await this.#flight.stop(step.because)
        return 'goes-on'
      case 'end':
        if (step.abandon) this.#abandon(note)
        return this.#end(step.as, note)
    }
  }

  /** ● The note is durable before the first byte of the prompt is sent. */
  async #post(note: AttemptRecord): Promise<Progress> {
    const { failpoint, timings, owner } = this.#services
    await this.#holder.write(note)
    await failpoint('attempt.after-sync')
    const attempt = this.#flight.open(note)
    await failpoint('post.before')
    const outcome = await post({
      link: this.#link,
      note,
      graph: attempt.workflow.toPrompt(),
      extraData: toExtraData({ owner: owner.value, jobId: this.jobId, attempt: note.attempt }),
      lookout: attempt.lookout,
      pollMs: timings.poll,
      signal: this.#signal,
    })
    await failpoint('post.after')
    switch (outcome.state) {
      case 'accepted':
        this.#link.loadedModel = modelOf(this.#holder.run)
        await this.#flight.observe({ sighting: { state: 'pending', copies: 1 } })
        return 'goes-on'
      case 'doubt':
        return 'goes-on'
      case 'refused':
        return this.#refused(note, outcome.error)
      case 'unsent':
        return this.#unsent(note)
    }
  }

  async #unsent(note: AttemptRecord): Promise<Progress> {
    const posts = note.posts - 1
    await this.#holder.write({ ...note, posts, open: posts > 0 })
    return posts > 0 ? 'goes-on' : this.#giveBack('server-unreachable')
  }

  /** The lists may have changed since the job was accepted; another server may still have what it needs. */
  async #refused(note: AttemptRecord, error: JobError): Promise<Progress> {
    await this.#link.catalog({ maxAgeMs: 0 }).catch(() => undefined)
    const next = closed(note, 'refused')
    const elsewhere = this.#services.elsewhere(this.jobId, this.#link)
    if (!elsewhere || next.faults >= maxFaults) return this.#fail(error)
    await this.#holder.write(next)
    return this.#giveBack('refused')
  }

  async #collect(entry: HistoryEntry | undefined): Promise<Progress> {
    if (entry === undefined) return 'goes-on'
    const { attempt } = this.#flight
    const outcome = await collect(
      { holder: this.#holder, attempt, entry, link: this.#link, signal: this.#signal },
      this.#services,
    )
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
      case 'missing':
        // The next attempt saves under another name, so it does not get them from the server's cache again.
        return this.#blame(outcome.error)
    }
  }

  /** The server rather than the job: another may do better, or this one later. */
  async #blame(error: JobError): Promise<Progress> {
    if (this.#flight.note.faults + 1 < maxFaults) return this.#again('refused', error.message)
    await this.#distrust(error.message)
    return this.#fail(error)
  }

  async #distrust(problem: string): Promise<void> {
    const { name, trust } = this.#link
    trust.faulted(problem)
    if (!trust.isSuspect) return
    this.#services.logger.warn({ server: name, problem }, 'It fails at one job after another')
    await this.#holder.tryAsk((client) => client.free({ unloadModels: true, freeMemory: true }))
  }

  /** Out of memory is tried once more with nothing else loaded; what a node raised would only repeat itself. */
  async #judge(entry: HistoryEntry | undefined): Promise<Progress> {
    if (entry?.outcome.state !== 'error') return 'goes-on'
    const { note } = this.#flight
    const { error } = entry.outcome
    if (isDeviceFailure(error)) return this.#blame(executionError(error))
    if (!error.isOutOfMemory) return this.#fail(executionError(error))
    await this.#holder.tryAsk((client) => client.free({ unloadModels: true, freeMemory: true }))
    if (note.outOfMemory === 0) {
      return this.#post(this.#flight.next({ ...note, open: false, outOfMemory: 1 }))
    }
    await this.#link.probe(this.#signal)
    return this.#fail(outOfMemoryError(error, this.#holder.payload, this.#link.devices[0]))
  }

  async #again(because: AgainReason, problem = refusedText): Promise<Progress> {
    const { note } = this.#flight
    const { logger, timings } = this.#services
    logger.warn({ jobId: this.jobId, server: note.server, because }, 'A job runs again')
    const former = closed(note, because)
    if (because === 'lost' || because === 'interrupted')
      return this.#post(this.#flight.next(former))
    if (because === 'refused') await this.#distrust(problem)
    await this.#holder.write(former)
    return this.#giveBack(
      because,
      because === 'refused' ? Math.min(timings.backoff * 2 ** note.faults, 30_000) : 0,
    )
  }

  /** The server answers but does not let go: it gets no work until it does. Otherwise it is swept when it returns. */
  #abandon({ promptId }: AttemptRecord): void {
    if (this.#link.reachable) this.#link.setUnstoppable([...this.#link.unstoppable, promptId])
  }

  async #end(reason: EndReason, note: AttemptRecord | undefined): Promise<Progress> {
    const error = endError(reason, {
      server: note?.server ?? this.#link.name,
      timeoutMs: this.#services.timings.timeout,
    })
    if (reason === 'refused') await this.#distrust(refusedText)
    if (error !== undefined) return this.#fail(error)
    await this.#holder.cancelled()
    return 'over'
  }

  async #fail(error: JobError): Promise<Progress> {
    await this.#holder.fail(error)
    return 'over'
  }

  async #giveBack(reason: string, delayMs?: number): Promise<Progress> {
    await this.#holder.giveBack(reason, delayMs)
    return 'over'
  }
}
