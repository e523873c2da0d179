import type { CancelResult } from '@darkroom/job-queue'
import type { EventOptions, GenerationEvent } from './events/generation-event.ts'
import type { GenerationGroups } from './groups/generation-groups.ts'
import type { AcceptedJob, AcceptOptions, JobRequest } from './job/job-request.ts'
import type { JobStatus, JobView } from './job/job-view.ts'
import type { Listed, PageOptions } from './job/listed.ts'
import type { ModelCategory, ModelDetails, ModelLists, SamplerLists } from './models/model-lists.ts'
import type { QueueState, ServerState } from './servers/server-state.ts'

/** `unknown` is a job that is not known; `too-late` one that had ended. */
export type CancelOutcome = CancelResult

export interface ListFilter {
  readonly status?: readonly JobStatus[]
  /** Of one batch or sequence. */
  readonly groupId?: string
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
