import type { DetectedFamily } from '@darkroom/workflow-builder'
import { checkServers, type ServerCheck } from './accept/check-servers.ts'
import { isStorable } from './disk/disk-report.ts'
import { type GenerationError, NotFoundError, WrongStateError } from './errors.ts'
import type { EventOptions, GenerationEvent } from './events/generation-event.ts'
import { type ServerEvent, serverEvents } from './events/server-events.ts'
import { streamEvents } from './events/stream-events.ts'
import { followQueue } from './follow-queue.ts'
import type { CancelOutcome, Generation, ListFilter } from './generation.ts'
import { uploadsInUse } from './given/uploads-in-use.ts'
import type { GenerationGroups } from './groups/generation-groups.ts'
import type { AcceptedJob, AcceptOptions, ForeseenJob, JobRequest } from './job/job-request.ts'
import type { JobView } from './job/job-view.ts'
import { listJobs } from './job/list-jobs.ts'
import type { Listed, PageOptions } from './job/listed.ts'
import type { WaitingLine } from './line/waiting-line.ts'
import type { ModelCategory, ModelDetails, ModelLists, SamplerLists } from './models/model-lists.ts'
import { clearLeftovers, recover } from './recover.ts'
import type { Definitions } from './servers/server-catalog.ts'
import type { QueueState, ServerState } from './servers/server-state.ts'
import type { ServiceParts } from './service-parts.ts'

export class GenerationService implements Generation {
  readonly #parts: ServiceParts
  readonly #closing = new AbortController()
  #following: Promise<void> = Promise.resolve()
  #keeping: Promise<void> = Promise.resolve()
  #ready = false

  constructor(parts: ServiceParts) {
    this.#parts = parts
  }

  get groups(): GenerationGroups {
    return this.#parts.groups
  }

  get line(): WaitingLine {
    return this.#parts.line
  }

  async start(): Promise<void> {
    const { queue, readJob, owner, files, disk, durations, pool, dispatcher } = this.#parts
    const { retries, workflows, sharing } = this.#parts
    await owner.load()
    sharing.begin(this.#closing.signal)
    const { clientIds, leftovers, nodeClasses } = recover({ queue, readJob, durations, workflows })
    pool.expectClasses(nodeClasses)
    retries.recover()
    if (this.#parts.ownsDisk) await disk.open()
    await disk.beforeFirstUse(() => clearLeftovers(leftovers, files))
    const lookedThrough = Promise.withResolvers<void>()
    this.#keeping = sharing.keepGroupFiles(this.#closing.signal, async (signal) => {
      await this.#recoverGroupFiles(signal)
      lookedThrough.resolve()
    })
    if (isStorable(disk.report) && queue.members().length === 0) await lookedThrough.promise
    await pool.start((server) => clientIds.get(server))
    this.#closing.signal.throwIfAborted()
    this.#following = followQueue(this.#parts, {
      after: queue.lastEventId(),
      signal: this.#closing.signal,
    })
    dispatcher.start()
    this.#ready = true
  }

  isReady(): boolean {
    return this.#ready
  }

  accept(request: JobRequest, options: AcceptOptions = {}): Promise<AcceptedJob> {
    return this.#parts.acceptor.accept(request, options)
  }

  acceptedBefore({ fingerprint = '', ...options }: AcceptOptions): AcceptedJob | undefined {
    return this.#parts.acceptor.repeated({ ...options, fingerprint })
  }

  obstacle(): Promise<GenerationError | undefined> {
    return this.#parts.acceptor.obstacle()
  }

  get(requestId: string): JobView | undefined {
    return this.#parts.views.get(requestId)
  }

  list(filter: ListFilter = {}, page: PageOptions = {}): Listed<JobView> {
    return listJobs(filter, page, this.#parts)
  }

  async cancel(requestId: string): Promise<CancelOutcome> {
    const { queue, cancellation } = this.#parts
    const before = queue.get(requestId)
    const outcome = await queue.requestCancel(requestId)
    await cancellation.enforce(before === undefined ? [] : [before])
    return outcome
  }

  setPriority(requestId: string, priority: number): Promise<boolean> {
    return this.#parts.queue.setPriority(requestId, priority)
  }

  async retry(requestId: string, options: AcceptOptions = {}): Promise<AcceptedJob> {
    const { queue, readJob, acceptor } = this.#parts
    const record = queue.get(requestId)
    if (record === undefined) throw new NotFoundError('job', requestId)
    const payload = readJob(record)
    if (payload === undefined) {
      throw new WrongStateError('It ended so long ago that what was asked for is no longer known')
    }
    const { workflow, inputs, template, files, made, webhook } = payload
    const again = { workflow, inputs, template, files, made }
    return acceptor.accept(again, { webhook, ...options, literal: true }, requestId)
  }

  announced(requestId: string): Promise<void> {
    return this.#parts.notifier.announced(requestId)
  }

  uploadsInUse(ids: readonly string[]): ReadonlySet<string> {
    return uploadsInUse(ids, this.#parts)
  }

  queueState(): QueueState {
    const { queue, maxWaiting, waiting } = this.#parts
    const counts = queue.counts()
    return {
      paused: queue.isPaused(),
      waitingFor: waiting.ofAll(),
      waiting: counts.queued + counts.delayed + counts.blocked,
      running: counts.leased,
      completed: counts.succeeded,
      failed: counts.failed + counts.dead,
      cancelled: counts.cancelled + counts.skipped,
      runningIds: queue.list({ states: ['leased'] }).items.map(({ id }) => id),
      maxWaiting,
    }
  }

  pause(): Promise<void> {
    return this.#parts.queue.pause()
  }

  resume(): Promise<void> {
    return this.#parts.queue.resume()
  }

  lastEventId(): string {
    return this.#parts.queue.lastEventId()
  }

  events(options: EventOptions): AsyncIterable<GenerationEvent> {
    const { queue, board, clock, views, notifier, viewer } = this.#parts
    return streamEvents(
      { ...options, signal: AbortSignal.any([options.signal, this.#closing.signal]) },
      {
        queue,
        board,
        clock,
        view: (record) => views.view(record),
        announced: (jobId) => notifier.announced(jobId),
        membersOf: (groupId) => viewer.membersOf(groupId),
      },
    )
  }

  serverEvents(signal: AbortSignal): AsyncIterable<ServerEvent> {
    return serverEvents(this.#parts.board, AbortSignal.any([signal, this.#closing.signal]))
  }

  servers(): readonly ServerState[] {
    return this.#parts.sharing.states()
  }

  async probe(): Promise<readonly ServerState[]> {
    await this.#parts.pool.probe()
    return this.servers()
  }

  drainServer(name: string): Promise<void> {
    return this.#parts.sharing.drain(name, true)
  }

  resumeServer(name: string): Promise<void> {
    return this.#parts.sharing.drain(name, false)
  }

  async sync(): Promise<void> {
    if (this.#parts.queue.storeProblem() === undefined) await this.#parts.queue.sync()
  }

  definitions(nodeClasses: readonly string[]): Promise<ReadonlyMap<string, Definitions>> {
    return this.#parts.pool.definitions(nodeClasses)
  }

  check(request: JobRequest): Promise<readonly ServerCheck[]> {
    return checkServers(request, this.#parts)
  }

  foresee(request: JobRequest): Promise<ForeseenJob> {
    return this.#parts.acceptor.foresee(request)
  }

  models(options: { readonly refresh?: boolean } = {}): Promise<ModelLists> {
    return this.#parts.models.models(options)
  }

  samplers(): Promise<SamplerLists> {
    return this.#parts.models.samplers()
  }

  modelDetails(category: ModelCategory, filename: string): Promise<ModelDetails> {
    return this.#parts.models.details(category, filename)
  }

  modelFamily(model: string): Promise<DetectedFamily | undefined> {
    return this.#parts.models.familyOf(model)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ready = false
    this.#closing.abort()
    await this.#parts.dispatcher[Symbol.asyncDispose]()
    await this.#parts.notifier[Symbol.asyncDispose]()
    await this.#parts.pool[Symbol.asyncDispose]()
    await this.#following
    await this.#keeping
    await this.#parts.groupFiles.settled()
    if (this.#parts.ownsDisk) this.#parts.disk[Symbol.dispose]()
  }

  /** Once the gallery is there. */
  async #recoverGroupFiles(signal: AbortSignal): Promise<void> {
    const { disk, groups, groupFiles, logger } = this.#parts
    try {
      await disk.untilStorable(signal)
      const newest = { limit: 1_000 }
      await groupFiles.recover([
        ...groups.list('batch', newest).items,
        ...groups.list('sequence', newest).items,
      ])
    } catch (err) {
      if (!signal.aborted) logger.error({ err }, 'The files of batches could not be looked through')
    }
  }
}
