import type { JobRecord } from '@darkroom/job-queue'
import { NotFoundError, WrongStateError } from './errors.ts'
import type { GenerationEvent } from './events/generation-event.ts'
import { streamEvents } from './events/stream-events.ts'
import { followQueue } from './follow-queue.ts'
import type {
  AcceptedJob,
  CancelledGroup,
  CancelOutcome,
  EventOptions,
  Generation,
  Listed,
  ListFilter,
  PageOptions,
} from './generation.ts'
import type { AcceptedGroup, BatchView, SequenceView } from './groups/group-view.ts'
import { readAttempt } from './job/attempt-record.ts'
import type {
  AcceptOptions,
  BatchRequest,
  FrameChange,
  GenerationRequest,
  SequenceRequest,
} from './job/generation-request.ts'
import { tryReadPayload } from './job/job-payload.ts'
import type { JobView } from './job/job-view.ts'
import type { ModelCategory, ModelDetails, ModelLists, SamplerLists } from './models/model-lists.ts'
import { statesOf } from './progress/to-job-view.ts'
import { recover } from './recover.ts'
import type { QueueState, ServerState } from './servers/server-state.ts'
import type { ServiceParts } from './service-parts.ts'

export class GenerationService implements Generation {
  readonly #parts: ServiceParts
  readonly #closing = new AbortController()
  #following: Promise<void> = Promise.resolve()
  #ready = false

  constructor(parts: ServiceParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    const { queue, owner, files, durations, pool, dispatcher } = this.#parts
    await owner.load()
    const { clientIds } = await recover({ queue, files, durations })
    await this.#recoverGroups()
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

  accept(request: GenerationRequest, options: AcceptOptions = {}): Promise<AcceptedJob> {
    return this.#parts.acceptor.accept(request, options)
  }

  get(requestId: string): JobView | undefined {
    return this.#parts.views.get(requestId)
  }

  list({ status, groupId }: ListFilter = {}, page: PageOptions = {}): Listed<JobView> {
    const { queue, views } = this.#parts
    const { items, cursor } = queue.list(
      {
        ...(status === undefined ? {} : { states: status.flatMap(statesOf) }),
        ...(groupId === undefined ? {} : { groupId }),
      },
      {
        limit: Math.min(page.limit ?? 50, 1_000),
        ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
      },
    )
    return {
      items: items.map((record) => views.view(record)),
      ...(cursor === undefined ? {} : { cursor }),
    }
  }

  async cancel(requestId: string): Promise<CancelOutcome> {
    const { queue, failpoint, dispatcher } = this.#parts
    const outcome = await queue.requestCancel(requestId)
    await failpoint('cancel.after-sync')
    dispatcher.requestCancel(requestId)
    if (outcome === 'cancelled') await this.#takeBack(queue.get(requestId))
    return outcome
  }

  setPriority(requestId: string, priority: number): Promise<boolean> {
    return this.#parts.queue.setPriority(requestId, priority)
  }

  async retry(requestId: string, options: AcceptOptions = {}): Promise<AcceptedJob> {
    const { queue, acceptor } = this.#parts
    const record = queue.get(requestId)
    if (record === undefined) throw new NotFoundError('job', requestId)
    const payload = tryReadPayload(record.payload)
    if (payload === undefined) {
      throw new WrongStateError('It ended so long ago that what was asked for is no longer known')
    }
    const { request, template } = payload
    const extras = { retryOf: requestId, ...(template === undefined ? {} : { template }) }
    return acceptor.accept(request, { ...options, literal: true }, extras)
  }

  acceptBatch(request: BatchRequest, options: AcceptOptions = {}): Promise<AcceptedGroup> {
    return this.#parts.groupAcceptor.acceptBatch(request, options)
  }

  getBatch(id: string): BatchView | undefined {
    return this.#parts.groups.getBatch(id)
  }

  listBatches(page: PageOptions = {}): Listed<BatchView> {
    return this.#parts.groups.listBatches(page)
  }

  cancelBatch(id: string): Promise<CancelledGroup> {
    return this.#cancelGroup('batch', id)
  }

  retryBatch(id: string): Promise<AcceptedGroup> {
    return this.#parts.groupAcceptor.retry('batch', id)
  }

  acceptSequence(request: SequenceRequest, options: AcceptOptions = {}): Promise<AcceptedGroup> {
    return this.#parts.groupAcceptor.acceptSequence(request, options)
  }

  getSequence(id: string): SequenceView | undefined {
    return this.#parts.groups.getSequence(id)
  }

  listSequences(page: PageOptions = {}): Listed<SequenceView> {
    return this.#parts.groups.listSequences(page)
  }

  cancelSequence(id: string): Promise<CancelledGroup> {
    return this.#cancelGroup('sequence', id)
  }

  retrySequence(id: string): Promise<AcceptedGroup> {
    return this.#parts.groupAcceptor.retry('sequence', id)
  }

  redoFrame(
    frame: { readonly id: string; readonly frameNumber: number },
    change: FrameChange = {},
    options: AcceptOptions = {},
  ): Promise<AcceptedGroup | undefined> {
    return this.#parts.groupAcceptor.redoFrame(frame, change, options)
  }

  pauseGroup(kind: 'batch' | 'sequence', id: string): Promise<void> {
    return this.#parts.groups.setPaused(kind, id, true)
  }

  resumeGroup(kind: 'batch' | 'sequence', id: string): Promise<void> {
    return this.#parts.groups.setPaused(kind, id, false)
  }

  queueState(): QueueState {
    const { queue, maxWaiting } = this.#parts
    const counts = queue.counts()
    return {
      paused: queue.isPaused(),
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
    const { queue, live, clock, views, announcer, groups } = this.#parts
    return streamEvents(
      { ...options, signal: AbortSignal.any([options.signal, this.#closing.signal]) },
      {
        queue,
        live,
        clock,
        view: (record) => views.view(record),
        announced: (jobId) => announcer.announced(jobId),
        membersOf: (groupId) => groups.membersOf(groupId),
      },
    )
  }

  servers(): readonly ServerState[] {
    return this.#parts.pool.states
  }

  async probe(): Promise<readonly ServerState[]> {
    await this.#parts.pool.probe()
    return this.servers()
  }

  drainServer(name: string): void {
    this.#parts.pool.link(name).setDraining(true)
  }

  resumeServer(name: string): void {
    this.#parts.pool.link(name).setDraining(false)
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

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ready = false
    this.#closing.abort()
    await this.#parts.dispatcher[Symbol.asyncDispose]()
    await this.#parts.announcer[Symbol.asyncDispose]()
    await this.#parts.pool[Symbol.asyncDispose]()
    await this.#following
    await this.#parts.groupFiles.settled()
  }

  async #recoverGroups(): Promise<void> {
    const { groups, groupFiles, retries } = this.#parts
    retries.recover()
    const newest = { limit: 1_000 }
    await groupFiles.recover([
      ...groups.listBatches(newest).items,
      ...groups.listSequences(newest).items,
    ])
  }

  async #cancelGroup(kind: 'batch' | 'sequence', id: string): Promise<CancelledGroup> {
    const { groups, queue, dispatcher, failpoint } = this.#parts
    const cancelled = await groups.cancel(kind, id)
    await failpoint('cancel.after-sync')
    for (const jobId of groups.membersOf(id)) {
      if (queue.get(jobId)?.cancelRequested === true) dispatcher.requestCancel(jobId)
      await this.#takeBack(queue.get(jobId))
    }
    return cancelled
  }

  /** A job that ended while nobody held it may still have a prompt on a server, or a file without a commit. */
  async #takeBack(record: JobRecord | undefined): Promise<void> {
    if (record?.state !== 'cancelled') return
    const { files, announcer, pool } = this.#parts
    const note = readAttempt(record.checkpoint)
    const payload = tryReadPayload(record.payload)
    if (note === undefined || payload === undefined) return
    await files.discard(record.id, payload.output)
    const link = pool.links.find(({ name }) => name === note.server)
    // A server that can not be reached is swept when it returns.
    if (!note.open || link?.reachable !== true) return
    announcer.inBackground(async () => {
      await link.ask((client) => client.deletePending([note.promptId]))
      await link.ask((client) => client.interrupt(note.promptId))
    })
  }
}
