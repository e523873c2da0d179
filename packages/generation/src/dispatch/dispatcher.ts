import { pause } from '@darkroom/foundation'
import { type JobRecord, type Lease, QueueClosedError, whileClaimed } from '@darkroom/job-queue'
import type { WorkflowRun } from '@darkroom/workflow-builder'
import { LeaseLostError } from '../attempt/errors.ts'
import { JobRun } from '../attempt/job-run.ts'
import type { RunServices } from '../attempt/run-services.ts'
import { isStorable } from '../disk/disk-report.ts'
import { readAttempt } from '../job/attempt-record.ts'
import { jobError } from '../job/job-error.ts'
import { isEnded, statusOf } from '../job/job-status.ts'
import { canRun } from '../servers/server-catalog.ts'
import { serverClaim } from '../servers/server-claim.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { modelOf } from '../workflows/workflow-registry.ts'
import { type Bidder, type Candidate, chooseJob } from './choose-job.ts'
import { FirstAttempts } from './first-attempts.ts'
import { lookAhead } from './look-ahead.ts'
import type { RunTeller } from './run-teller.ts'

/** Gives the jobs of the queue to the servers, one at a time to each. */
export class Dispatcher implements AsyncDisposable {
  readonly #links: readonly ServerLink[]
  readonly #services: RunServices
  readonly #told: RunTeller
  readonly #stopping = new AbortController()
  readonly #runs = new Map<string, JobRun>()
  readonly #skips = new Map<string, number>()
  /** Runs whose node classes the servers are asked for. */
  readonly #expected = new WeakSet<WorkflowRun>()
  readonly #first: FirstAttempts
  #poke = new AbortController()
  #loops: Promise<unknown> = Promise.resolve()
  #ticking: NodeJS.Timeout | undefined

  constructor(
    links: readonly ServerLink[],
    { told, ...services }: Omit<RunServices, 'elsewhere'> & { readonly told: RunTeller },
  ) {
    this.#links = links
    this.#told = told
    this.#first = new FirstAttempts(services.readJob)
    this.#services = {
      ...services,
      elsewhere: (jobId, link) => {
        const able = links.filter(
          (other) => other !== link && other.available && this.#has(other, jobId),
        )
        if (able.length === 0) return 'none'
        return able.some(isIdle) ? 'idle' : 'busy'
      },
    }
  }

  start(): void {
    this.#loops = Promise.all(this.#links.map((link) => this.#serve(link)))
    // With several servers, time alone changes the choice.
    if (this.#links.length > 1) this.#ticking = setInterval(() => this.poke(), 1_000).unref()
  }

  /** Chooses again, because the servers or their lists have changed. */
  poke(): void {
    this.#poke.abort()
    this.#poke = new AbortController()
    this.#first.prune((jobId) => {
      const state = this.#services.queue.get(jobId)?.state
      return state !== undefined && !isEnded(statusOf(state))
    })
  }

  /** Cancels the job if it runs here; true when it does. */
  requestCancel(jobId: string): boolean {
    this.#runs.get(jobId)?.requestCancel()
    return this.#runs.has(jobId)
  }

  /** Whether the job runs here. */
  runs(jobId: string): boolean {
    return this.#runs.has(jobId)
  }

  /** Leaves running prompts on their servers and gives their jobs back to the queue, with their attempt records. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#ticking)
    this.#stopping.abort()
    const over = new AbortController()
    await Promise.race([this.#loops, this.#untilStoreIsAway(over.signal)])
    over.abort()
  }

  /** Whoever has something to say to a store that is away would wait for it; the others will miss us. */
  async #untilStoreIsAway(over: AbortSignal): Promise<void> {
    const { queue, timings } = this.#services
    while (!over.aborted && queue.storeProblem() === undefined) {
      await pause(timings.backoff, over).catch(() => undefined)
    }
  }

  /** Drives a server whenever no other process does. */
  async #serve(link: ServerLink): Promise<void> {
    const { queue } = this.#services
    const claim = { name: serverClaim(link.name), signal: this.#stopping.signal }
    await whileClaimed(queue, claim, async (signal) => {
      link.driving.isOurs = true
      // At once when the claim is lost, for another may sweep the server then; not when all ends.
      const lose = (): void => {
        if (!this.#stopping.signal.aborted) link.driving.isOurs = false
      }
      signal.addEventListener('abort', lose, { once: true })
      await this.#drive(link, signal)
      link.driving.isOurs = false
    })
  }

  async #drive(link: ServerLink, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const lease = await this.#reserve(link, signal)
      if (lease === 'closed') return
      if (lease !== undefined) await this.#work(lease, { link, ended: signal })
    }
  }

  async #reserve(link: ServerLink, ended: AbortSignal): Promise<Lease | 'closed' | undefined> {
    const { queue, timings, logger } = this.#services
    const signal = AbortSignal.any([ended, this.#poke.signal])
    try {
      const [lease] = await queue.reserve({
        owner: link.name,
        leaseMs: timings.lease,
        lookAhead,
        signal,
        select: (candidates) => this.#select(candidates, link),
        checkpoint: (record) => this.#first.begin(record, link),
      })
      return lease
    } catch (error) {
      if (error instanceof QueueClosedError) return 'closed'
      if (signal.aborted) return undefined
      // The fault may pass: a full disk, for one.
      logger.error({ server: link.name, err: error }, 'The queue gives no work')
      await pause(timings.backoff, this.#stopping.signal).catch(() => undefined)
      return undefined
    }
  }

  #select(records: readonly JobRecord[], link: ServerLink): readonly string[] {
    const { id, passedOver } = chooseJob(
      records.map((record) => this.#toCandidate(record)),
      this.#toBidder(link),
      this.#links.map((one) => this.#toBidder(one)),
    )
    if (id === undefined) return []
    for (const other of passedOver) this.#skips.set(other, (this.#skips.get(other) ?? 0) + 1)
    this.#skips.delete(id)
    return [id]
  }

  #toCandidate(record: JobRecord): Candidate {
    const attempt = readAttempt(record.checkpoint)
    const run = this.#runOf(record)
    this.#expect(run)
    return {
      id: record.id,
      priority: record.priority,
      model: modelOf(run),
      inFlightOn: this.#first.serverOf(record),
      avoids: attempt?.avoids ?? [],
      waitedMs: this.#services.clock.now() - record.createdAt,
      skips: this.#skips.get(record.id) ?? 0,
    }
  }

  /** After a restart, the classes of what waits far behind are not known: they are asked for long before its turn. */
  #expect(run: WorkflowRun | undefined): void {
    if (run === undefined || this.#expected.has(run)) return
    this.#expected.add(run)
    for (const { definitions } of this.#links) {
      if (!definitions.knows(run.nodeClasses)) definitions.expect(run.nodeClasses)
    }
  }

  #toBidder(link: ServerLink): Bidder {
    return {
      name: link.name,
      // Without a gallery nothing new is begun; what a server has in flight goes on.
      available: link.available && isStorable(this.#services.disk.report),
      idle: isIdle(link),
      load: link.foreignLoad,
      loadedModel: link.loadedModel,
      has: (jobId) => this.#has(link, jobId),
    }
  }

  /** Whether the server has what the job needs, as far as is known. */
  #has(link: ServerLink, jobId: string): boolean {
    const catalog = link.knownCatalog
    const record = this.#services.queue.get(jobId)
    const run = record === undefined ? undefined : this.#runOf(record)
    if (catalog === undefined || run === undefined) return true
    const files = this.#services.readJob(record)?.files
    return !link.definitions.knows(run.nodeClasses) || canRun(catalog, run, files)
  }

  #runOf(record: JobRecord): WorkflowRun | undefined {
    const payload = this.#services.readJob(record)
    return payload === undefined ? undefined : this.#services.workflows.open(payload)
  }

  async #work(
    lease: Lease,
    { link, ended }: { readonly link: ServerLink; readonly ended: AbortSignal },
  ): Promise<void> {
    const { queue, timings } = this.#services
    const lost = new AbortController()
    const signal = AbortSignal.any([ended, lost.signal])
    link.current = lease.jobId
    const beat = async (): Promise<void> => {
      const { ok, cancelRequested } = await queue.heartbeat(lease)
      if (!ok) lost.abort(new LeaseLostError(lease.jobId))
      if (cancelRequested) this.requestCancel(lease.jobId)
    }
    const beating = setInterval(() => {
      beat().catch((error: unknown) => lost.abort(error))
    }, timings.lease / 3)
    try {
      await this.#run(lease, link, signal)
    } catch (error) {
      await this.#broken(lease, error)
    } finally {
      clearInterval(beating)
      this.#runs.delete(lease.jobId)
      this.#told.over(lease.jobId)
      link.current = undefined
    }
  }

  async #run(lease: Lease, link: ServerLink, signal: AbortSignal): Promise<void> {
    const payload = this.#services.readJob(lease.job)
    const opened = payload && this.#services.workflows.open(payload)
    if (payload === undefined || opened === undefined) {
      const message = 'The queue holds something that is no request of this version'
      await this.#services.queue.fail(lease, jobError('permanent', 'unreadable', message))
      return
    }
    if (
      this.#first.serverOf(lease.job) !== link.name &&
      !isStorable(await this.#services.disk.look())
    ) {
      await this.#services.queue.release(lease, { reason: 'gallery-away' })
      return
    }
    const isUnposted = this.#first.take(lease.job)
    const run = new JobRun({ lease, link, signal }, this.#services)
    this.#runs.set(lease.jobId, run)
    const [server, model] = [link.name, modelOf(opened)]
    this.#told.taken({ job: lease.job, payload, server, model, isUnposted })
    await run.run({ isUnposted })
  }

  /** Gives back a job whose run broke off; its attempt record tells where the prompt is. */
  async #broken(lease: Lease, error: unknown): Promise<void> {
    const { queue, logger, timings } = this.#services
    const closing = this.#stopping.signal.aborted
    if (!closing) logger.error({ jobId: lease.jobId, err: error }, 'A run broke off')
    if (error instanceof LeaseLostError) return
    try {
      await queue.release(
        lease,
        closing
          ? { reason: 'shutdown' }
          : { reason: 'broken', countAttempt: true, delayMs: timings.backoff },
      )
    } catch (failure) {
      // The queue voids the lease by itself.
      logger.warn({ jobId: lease.jobId, err: failure }, 'A job could not be given back')
    }
  }
}

/** Nothing of ours runs there, as far as this process knows: of servers that others drive, it does not. */
const isIdle = ({ driving, current }: ServerLink): boolean =>
  driving.isOurs && current === undefined
