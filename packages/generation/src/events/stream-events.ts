import { createBreaks, Wake } from '@darkroom/foundation'
import type { JobQueue, JobRecord, QueueEvent } from '@darkroom/job-queue'
import type { GroupKind } from '../groups/group-request.ts'
import { groupOf } from '../job/group-of.ts'
import { retryKind } from '../job/job-payload.ts'
import { isEnded, statesOf, statusOf } from '../job/job-status.ts'
import type { JobView } from '../job/job-view.ts'
import type { Clock } from '../options.ts'
import type { BoardNews, ProgressBoard } from '../progress/progress-board.ts'
import type { EventOptions, GenerationEvent } from './generation-event.ts'
import { readUpTo } from './read-up-to.ts'
import { ThrottledUpdates } from './throttled-updates.ts'
import { jobEvent, toGenerationEvent } from './to-generation-event.ts'
import { WaitingNews } from './waiting-news.ts'

export interface StreamServices {
  readonly queue: JobQueue
  readonly board: ProgressBoard
  readonly clock: Clock
  readonly view: (record: JobRecord) => JobView
  /** Resolves when the gallery knows the job's pictures. */
  readonly announced: (jobId: string) => Promise<void>
  /** Ids of all jobs of a batch or sequence, retries included. */
  readonly membersOf: (groupId: string) => readonly string[]
}

/** Durable events that wait for a slow listener; beyond that, reading from the queue's log pauses. */
const mostWaiting = 256
/** Positions are told to who follows this many jobs at most: each event moves all that wait. */
const mostPositions = 100
/** Of so many jobs that have not ended, what they wait for is looked at. */
const mostLive = 1_000

/** Events for one listener, until its signal aborts or the job or group that it follows has ended. */
export async function* streamEvents(
  options: EventOptions,
  services: StreamServices,
): AsyncGenerator<GenerationEvent> {
  await readUpTo(options, services.queue)
  const stopped = new AbortController()
  const signal = AbortSignal.any([options.signal, stopped.signal])
  const stream = new Stream(options, services, signal)
  const unsubscribe = services.board.subscribe((news) => stream.hear(news))
  const pumping = stream.pump()
  pumping.catch(() => undefined)
  try {
    yield* stream.events()
  } finally {
    unsubscribe()
    stopped.abort()
    await pumping.catch(() => undefined)
  }
}

class Stream {
  readonly #options: EventOptions
  readonly #services: StreamServices
  readonly #signal: AbortSignal
  readonly #wake = new Wake()
  readonly #drained = new Wake()
  readonly #durable: GenerationEvent[] = []
  readonly #hints: ThrottledUpdates
  readonly #waits: WaitingNews
  /** End of the log when listening began. */
  readonly #start: string
  #failure: { readonly error: unknown } | undefined
  #caughtUp: boolean
  #over = false
  /** Jobs whose end was told, or was known to the listener before. */
  readonly #ended = new Set<string>()

  constructor(options: EventOptions, services: StreamServices, signal: AbortSignal) {
    this.#options = options
    this.#services = services
    this.#signal = signal
    this.#hints = new ThrottledUpdates(services.clock)
    this.#waits = new WaitingNews(services.clock)
    this.#start = services.queue.lastEventId()
    this.#caughtUp = options.after === undefined || options.after === this.#start
  }

  hear(news: BoardNews): void {
    if (news.type === 'server') return
    if (news.type === 'preview' && this.#options.previews === false) return
    if (news.type === 'waiting') this.#waits.mayHaveChanged()
    else if (this.#concerns(news.requestId)) this.#hints.put(news)
    else return
    this.#wake.wake()
  }

  /** Reads the queue's log into the buffer, and waits when the listener is slow. */
  async pump(): Promise<void> {
    const after = this.#options.after ?? this.#start
    try {
      for await (const event of this.#services.queue.events({ after, signal: this.#signal })) {
        await this.#take(event)
        while (this.#durable.length >= mostWaiting) await this.#drained.wait(1_000, this.#signal)
      }
    } catch (error) {
      if (!this.#signal.aborted) this.#failure = { error }
    } finally {
      this.#over = true
      this.#wake.wake()
    }
  }

  async *events(): AsyncGenerator<GenerationEvent> {
    if (this.#options.after === undefined) yield* this.#present()
    else this.#markEnded()
    // Whoever follows all jobs asks for the list first; what these wait for is news once it changes.
    if (this.#watched === undefined && !this.#skipsWaiting) this.#waits.know(this.#live())
    for (;;) {
      for (let event = this.#durable.shift(); event !== undefined; event = this.#durable.shift()) {
        this.#drained.wake()
        yield event
      }
      yield* this.#hints.take()
      yield* this.#news()
      if (this.#failure !== undefined) throw this.#failure.error
      if (this.#durable.length > 0) continue
      if (this.#over || (this.#caughtUp && this.#hasEnded())) return
      await this.#pause()
    }
  }

  /** What is not recorded: what jobs wait for, and that the conditions for all of them may be others. */
  *#news(): Generator<GenerationEvent> {
    if (this.#waits.dueIn() > 0) return
    yield* this.#waits.take(() => (this.#skipsWaiting ? [] : this.#live()))
    if (this.#watched === undefined) yield { type: 'conditions' }
  }

  async #pause(): Promise<void> {
    try {
      await this.#wake.wait(Math.min(this.#hints.dueIn(), this.#waits.dueIn()), this.#signal)
    } catch (error) {
      if (!this.#signal.aborted) throw error
      this.#over = true
    }
  }

  async #take(event: QueueEvent): Promise<void> {
    const { job } = event
    if (event.type === 'succeeded') await this.#services.announced(event.jobId)
    if (this.#isWanted(event)) {
      const view = job === undefined ? undefined : this.#view(job)
      const mapped = toGenerationEvent(event, view, this.#kindOf(event.groupId))
      if (mapped !== undefined) this.#durable.push(this.#marked(mapped))
    }
    if (event.id === this.#start) this.#caughtUp = true
    if (event.type === 'paused' || event.type === 'resumed') this.#waits.mayHaveChanged()
    this.#updatePositions()
    this.#wake.wake()
  }

  get #skipsWaiting(): boolean {
    return this.#options.skipsWaiting?.() ?? false
  }

  #isWanted({ type, jobId, groupId }: QueueEvent): boolean {
    if (type === 'accepted' && this.#skipsWaiting) return false
    return jobId === undefined ? this.#concernsGroup(groupId) : this.#concerns(jobId)
  }

  #view(job: JobRecord): JobView {
    return this.#services.view(job)
  }

  #concerns(jobId: string): boolean {
    const { requestId, groupId } = this.#options
    if (requestId !== undefined) return jobId === requestId
    if (groupId === undefined) return true
    const { queue } = this.#services
    return groupOf(queue.get(jobId), queue) === groupId
  }

  #kindOf(groupId: string | undefined): GroupKind | undefined {
    const kind = groupId === undefined ? undefined : this.#services.queue.getGroup(groupId)?.kind
    return kind === 'batch' || kind === 'sequence' ? kind : undefined
  }

  /** Whether the listener gets an event of no single job: of the whole queue or of the group it follows. */
  #concernsGroup(groupId: string | undefined): boolean {
    if (groupId === undefined) return true
    if (this.#options.requestId !== undefined) return false
    const isRetry = this.#services.queue.getGroup(groupId)?.kind === retryKind
    return !isRetry && (this.#options.groupId ?? groupId) === groupId
  }

  /** Ids of the jobs that the listener follows; undefined when it follows all. */
  get #watched(): readonly string[] | undefined {
    const { requestId, groupId } = this.#options
    if (requestId !== undefined) return [requestId]
    return groupId === undefined ? undefined : this.#services.membersOf(groupId)
  }

  /** The present state, for a listener without an event id. */
  async *#present(): AsyncGenerator<GenerationEvent> {
    const breaks = createBreaks()
    for (const id of this.#watched ?? []) {
      await breaks()
      await this.#services.announced(id)
      const record = this.#services.queue.get(id)
      if (record === undefined) this.#ended.add(id)
      else yield this.#marked(jobEvent(this.#start, this.#view(record)))
    }
  }

  #marked(event: GenerationEvent): GenerationEvent {
    if (!('job' in event)) return event
    this.#waits.told(event.job)
    if (isEnded(event.job.status)) {
      this.#ended.add(event.requestId)
      this.#hints.drop(event.requestId)
    }
    return event
  }

  /** Marks jobs that had ended before the replayed events, so that their end is not told again. */
  #markEnded(): void {
    for (const id of this.#watched ?? []) {
      const record = this.#services.queue.get(id)
      if (record === undefined || isEnded(statusOf(record.state))) this.#ended.add(id)
    }
  }

  #hasEnded(): boolean {
    return this.#watched?.every((id) => this.#ended.has(id)) ?? false
  }

  /** The jobs that have not ended, of those that the listener follows. */
  #live(): readonly JobView[] {
    const { queue } = this.#services
    const records =
      this.#watched?.flatMap((id) => queue.get(id) ?? []) ??
      queue.list(
        { states: [...statesOf('queued'), ...statesOf('processing')] },
        { limit: mostLive },
      ).items
    return records
      .filter(({ state }) => !isEnded(statusOf(state)))
      .slice(0, mostLive)
      .map((one) => this.#view(one))
  }

  #updatePositions(): void {
    const watched = this.#watched ?? []
    if (watched.length > mostPositions) return
    for (const requestId of watched) {
      const position = this.#services.queue.position(requestId)
      if (position !== undefined) this.#hints.put({ type: 'position', requestId, position })
    }
  }
}
