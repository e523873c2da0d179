import { Wake } from '@darkroom/foundation'
import type { JobQueue, JobRecord, QueueEvent } from '@darkroom/job-queue'
import { retryKind, tryReadPayload } from '../job/job-payload.ts'
import { isEnded, statusOf } from '../job/job-status.ts'
import type { JobView } from '../job/job-view.ts'
import type { Clock } from '../options.ts'
import type { ProgressBoard } from '../progress/progress-board.ts'
import type { EventOptions, GenerationEvent } from './generation-event.ts'
import { ThrottledUpdates } from './throttled-updates.ts'
import { jobEvent, toGenerationEvent } from './to-generation-event.ts'

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

/** What happens, for one listener, until its signal aborts or what it listens to has ended. */
export async function* streamEvents(
  options: EventOptions,
  services: StreamServices,
): AsyncGenerator<GenerationEvent> {
  const stopped = new AbortController()
  const signal = AbortSignal.any([options.signal, stopped.signal])
  const stream = new Stream(options, services, signal)
  const unsubscribe = services.board.subscribe((hint) => stream.hint(hint))
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
  readonly #room = new Wake()
  readonly #durable: GenerationEvent[] = []
  readonly #hints: ThrottledUpdates
  /** Where the log ended when listening began. */
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
    this.#start = services.queue.lastEventId()
    this.#caughtUp = options.after === undefined || options.after === this.#start
  }

  hint(hint: Parameters<ThrottledUpdates['put']>[0]): void {
    if (!this.#concerns(hint.requestId)) return
    this.#hints.put(hint)
    this.#wake.wake()
  }

  /** Reads the queue's log into the buffer, and waits when the listener is slow. */
  async pump(): Promise<void> {
    const after = this.#options.after ?? this.#start
    try {
      for await (const event of this.#services.queue.events({ after, signal: this.#signal })) {
        await this.#take(event)
        while (this.#durable.length >= mostWaiting) await this.#room.wait(1_000, this.#signal)
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
    else this.#noteEnded()
    for (;;) {
      for (let event = this.#durable.shift(); event !== undefined; event = this.#durable.shift()) {
        this.#room.wake()
        yield event
      }
      yield* this.#hints.take()
      if (this.#failure !== undefined) throw this.#failure.error
      if (this.#durable.length > 0) continue
      if (this.#over || (this.#caughtUp && this.#hasEnded())) return
      await this.#pause()
    }
  }

  async #pause(): Promise<void> {
    try {
      await this.#wake.wait(this.#hints.dueIn(), this.#signal)
    } catch (error) {
      if (!this.#signal.aborted) throw error
      this.#over = true
    }
  }

  async #take(event: QueueEvent): Promise<void> {
    const { jobId, job } = event
    if (event.type === 'succeeded') await this.#services.announced(event.jobId)
    if (jobId === undefined ? this.#concernsGroup(event.groupId) : this.#concerns(jobId)) {
      const mapped = toGenerationEvent(event, job === undefined ? undefined : this.#view(job))
      if (mapped !== undefined) this.#durable.push(this.#noted(mapped))
    }
    if (event.id === this.#start) this.#caughtUp = true
    this.#updatePositions()
    this.#wake.wake()
  }

  #view(job: JobRecord): JobView {
    return this.#services.view(job)
  }

  #concerns(jobId: string): boolean {
    const { requestId, groupId } = this.#options
    if (requestId !== undefined) return jobId === requestId
    if (groupId === undefined) return true
    const payload = this.#services.queue.get(jobId)?.payload ?? null
    return tryReadPayload(payload)?.part?.id === groupId
  }

  /** Of what is no job's own: what happens to all, and to the batch or sequence that is listened to. */
  #concernsGroup(groupId: string | undefined): boolean {
    if (groupId === undefined) return true
    if (this.#options.requestId !== undefined) return false
    const isRetry = this.#services.queue.getGroup(groupId)?.kind === retryKind
    return !isRetry && (this.#options.groupId ?? groupId) === groupId
  }

  /** Whom the listener asked for; undefined when that is everybody. */
  get #watched(): readonly string[] | undefined {
    const { requestId, groupId } = this.#options
    if (requestId !== undefined) return [requestId]
    return groupId === undefined ? undefined : this.#services.membersOf(groupId)
  }

  /** How things stand, for whoever comes without knowing. */
  async *#present(): AsyncGenerator<GenerationEvent> {
    for (const id of this.#watched ?? []) {
      await this.#services.announced(id)
      const record = this.#services.queue.get(id)
      if (record === undefined) this.#ended.add(id)
      else yield this.#noted(jobEvent(this.#start, this.#view(record)))
    }
  }

  #noted(event: GenerationEvent): GenerationEvent {
    if ('job' in event && isEnded(event.job.status)) {
      this.#ended.add(event.requestId)
      this.#hints.drop(event.requestId)
    }
    return event
  }

  /** Ends that lie before what is replayed are not told again. */
  #noteEnded(): void {
    for (const id of this.#watched ?? []) {
      const record = this.#services.queue.get(id)
      if (record === undefined || isEnded(statusOf(record.state))) this.#ended.add(id)
    }
  }

  #hasEnded(): boolean {
    return this.#watched?.every((id) => this.#ended.has(id)) ?? false
  }

  #updatePositions(): void {
    for (const requestId of this.#watched ?? []) {
      const position = this.#services.queue.position(requestId)
      if (position !== undefined) this.#hints.put({ type: 'position', requestId, position })
    }
  }
}
