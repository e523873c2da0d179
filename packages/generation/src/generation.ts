import type { CancelResult } from '@darkroom/job-queue'
import type { GenerationEvent } from './events/generation-event.ts'
import type { AgainChange, FrameChange, GroupKind, GroupRequests } from './groups/group-request.ts'
import type { AcceptedGroup, GroupViews } from './groups/group-view.ts'
import type { AcceptOptions, JobRequest } from './job/job-request.ts'
import type { JobStatus, JobView } from './job/job-view.ts'
import type { ModelCategory, ModelDetails, ModelLists, SamplerLists } from './models/model-lists.ts'
import type { QueueState, ServerState } from './servers/server-state.ts'

export interface AcceptedJob {
  readonly requestId: string
  /** False when the idempotency key was used before: this is the job of then. */
  readonly created: boolean
  readonly seed: number
  /** Zero when it is next, or no longer waits. */
  readonly position: number
}

export interface ListFilter {
  readonly status?: readonly JobStatus[]
  /** Of one batch or sequence. */
  readonly groupId?: string
}

export interface PageOptions {
  /** Default 50, at most 1000. */
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

export interface Listed<T> {
  readonly items: readonly T[]
  /** Absent on the last page. */
  readonly cursor?: string | undefined
}

/** `unknown` is a job that is not known; `too-late` one that had ended. */
export type CancelOutcome = CancelResult

export interface CancelledGroup {
  readonly outcome: CancelOutcome
  /** Finished before; their pictures stay. */
  readonly completed: number
}

export interface EventOptions {
  /** Only this job; the iteration ends after its last event. */
  readonly requestId?: string
  /** Only the jobs of this batch or sequence; the iteration ends when all have ended. */
  readonly groupId?: string
  /** The id of the last durable event that was seen. Without it, the present state comes first. */
  readonly after?: string
  /** Ends the iteration quietly. */
  readonly signal: AbortSignal
}

/** Jobs that were accepted as one: a batch of one prompt, or the frames of a sequence. */
export interface GenerationGroups {
  /** Whole or not at all. @throws what `accept` of a job throws, and WrongStateError when its id was used before */
  accept<K extends GroupKind>(
    kind: K,
    request: GroupRequests[K],
    options?: AcceptOptions,
  ): Promise<AcceptedGroup>
  get<K extends GroupKind>(kind: K, id: string): GroupViews[K] | undefined
  /** Newest first. */
  list<K extends GroupKind>(kind: K, page?: PageOptions): Listed<GroupViews[K]>
  /** @throws NotFoundError, as do all that follow */
  cancel(kind: GroupKind, id: string): Promise<CancelledGroup>
  /** Only what failed, was cancelled or was skipped. @throws WrongStateError when there is none, or it is paused */
  retry(kind: GroupKind, id: string): Promise<AcceptedGroup>
  /** None of its jobs begins until it is resumed; what runs goes on. Survives a restart. */
  pause(kind: GroupKind, id: string): Promise<void>
  resume(kind: GroupKind, id: string): Promise<void>
  /** The same with other seeds, as a new group. */
  again(
    kind: GroupKind,
    id: string,
    change?: AgainChange,
    options?: AcceptOptions,
  ): Promise<AcceptedGroup>
  /**
   * Makes one frame of a sequence anew, as a new job of the same sequence; the picture it has stands until there is another,
   * and stays in the gallery. Undefined when the sequence has no such frame.
   * @throws WrongStateError while the frame is being made or the sequence is paused
   */
  redoFrame(
    frame: { readonly id: string; readonly frameNumber: number },
    change?: FrameChange,
    options?: AcceptOptions,
  ): Promise<AcceptedGroup | undefined>
}

/**
 * Takes requests, has them run exactly once by a pool of ComfyUI servers, and puts the pictures into the gallery's
 * folder. What was accepted survives a restart of ours and of theirs.
 */
export interface Generation extends AsyncDisposable {
  /** Recovers, contacts the servers, adopts what they still run of ours; then takes up work. */
  start(): Promise<void>
  isReady(): boolean

  /**
   * Resolves when the job is as durable as the queue.
   * @throws InvalidRequestError, ComfyUnavailableError, QueueFullError, QuotaExceededError, DiskLowError, NotReadyError, and the
   * queue's ConflictError
   */
  accept(request: JobRequest, options?: AcceptOptions): Promise<AcceptedJob>
  get(requestId: string): JobView | undefined
  /** Newest first. */
  list(filter?: ListFilter, page?: PageOptions): Listed<JobView>
  cancel(requestId: string): Promise<CancelOutcome>
  /** −100…100, higher runs first. False when it has ended or is not known. */
  setPriority(requestId: string, priority: number): Promise<boolean>
  /** Runs it again as a new job, with the same seed. */
  retry(requestId: string, options?: AcceptOptions): Promise<AcceptedJob>

  /** Batches and sequences. */
  readonly groups: GenerationGroups

  queueState(): QueueState
  /** No job is begun any more until `resume`; survives a restart. */
  pause(): Promise<void>
  resume(): Promise<void>

  /** Of the newest durable event: what is asked for now is the state just after it. */
  lastEventId(): string
  /** @throws EventGapError when `after` is no longer retained: take `lastEventId`, send a snapshot, go on from that id. */
  events(options: EventOptions): AsyncIterable<GenerationEvent>

  servers(): readonly ServerState[]
  /** Asks every server now; for health checks. */
  probe(): Promise<readonly ServerState[]>
  /** It finishes what it runs and gets nothing more until `resumeServer`. */
  drainServer(name: string): void
  resumeServer(name: string): void

  /** Cached for 60 s. */
  models(options?: { readonly refresh?: boolean }): Promise<ModelLists>
  samplers(): Promise<SamplerLists>
  modelDetails(category: ModelCategory, filename: string): Promise<ModelDetails>
}
