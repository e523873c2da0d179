import type { CancelResult } from '@darkroom/job-queue'
import type { DetectedFamily } from '@darkroom/workflow-builder'
import type { ServerCheck } from './accept/check-servers.ts'
import type { GenerationError } from './errors.ts'
import type { EventOptions, GenerationEvent } from './events/generation-event.ts'
import type { ServerEvent } from './events/server-events.ts'
import type { GenerationGroups } from './groups/generation-groups.ts'
import type { AcceptedJob, AcceptOptions, ForeseenJob, JobRequest } from './job/job-request.ts'
import type { JobStatus, JobView } from './job/job-view.ts'
import type { Listed, PageOptions } from './job/listed.ts'
import type { WaitingLine } from './line/waiting-line.ts'
import type { ModelCategory, ModelDetails, ModelLists, SamplerLists } from './models/model-lists.ts'
import type { Definitions } from './servers/server-catalog.ts'
import type { QueueState, ServerState } from './servers/server-state.ts'

/** `unknown`: the job is not known; `too-late`: it had ended. */
export type CancelOutcome = CancelResult

export interface ListFilter {
  readonly status?: readonly JobStatus[]
  /** Only jobs of this batch or sequence. */
  readonly groupId?: string
}

/**
 * Accepts requests, has them run exactly once by a pool of ComfyUI servers, and puts the pictures into the gallery's
 * folder. Accepted jobs survive restarts, ours and the servers'.
 */
export interface Generation extends AsyncDisposable {
  /** Recovers, contacts the servers, adopts the prompts of ours that they still run; then takes up work. */
  start(): Promise<void>
  isReady(): boolean

  /**
   * Resolves when the job is as durable as the queue.
   * @throws InvalidRequestError, ComfyUnavailableError, QueueFullError, QuotaExceededError, TooManyJobsError, DiskLowError, NotReadyError, and the
   * queue's ConflictError
   */
  accept(request: JobRequest, options?: AcceptOptions): Promise<AcceptedJob>
  /**
   * The job accepted before with this idempotency key, whatever has changed since: for those who make the request from something
   * that may be gone. Undefined without a key, or for a new one.
   * @throws NotReadyError, and the queue's ConflictError
   */
  acceptedBefore(options: AcceptOptions): AcceptedJob | undefined
  /** The reason why no job can be accepted now, whatever it asks for; for health checks. */
  obstacle(): Promise<GenerationError | undefined>
  get(requestId: string): JobView | undefined
  /** Jobs, newest first. */
  list(filter?: ListFilter, page?: PageOptions): Listed<JobView>
  cancel(requestId: string): Promise<CancelOutcome>
  /** Priority −100…100, higher runs first. False when the job has ended or is not known. */
  setPriority(requestId: string, priority: number): Promise<boolean>
  /** What waits, in the order in which it will run. */
  readonly line: Pick<WaitingLine, 'jobs' | 'stacked' | 'move' | 'moveGroup' | 'cancel'>
  /** Runs the job again as a new job, with the same seed. */
  retry(requestId: string, options?: AcceptOptions): Promise<AcceptedJob>

  /** Resolves once the gallery was told of the job's pictures, or at once where there is nothing to be told. */
  announced(requestId: string): Promise<void>

  /** Batches and sequences. */
  readonly groups: GenerationGroups

  /**
   * Those of the uploads that waiting and running jobs need: an upload store keeps them. Told by the queue, which must be open.
   */
  uploadsInUse(ids: readonly string[]): ReadonlySet<string>

  queueState(): QueueState
  /** Stops starting jobs until `resume`; survives a restart. */
  pause(): Promise<void>
  resume(): Promise<void>

  /** Id of the newest durable event: a state read now is the state just after that event. */
  lastEventId(): string
  /** @throws EventGapError when `after` is no longer retained: take `lastEventId`, send a snapshot, go on from that id. */
  events(options: EventOptions): AsyncIterable<GenerationEvent>

  /** What servers say of jobs while they run them, from now on, until the signal aborts. */
  serverEvents(signal: AbortSignal): AsyncIterable<ServerEvent>

  servers(): readonly ServerState[]
  /** Asks every server now; for health checks. */
  probe(): Promise<readonly ServerState[]>
  /** Lets the server finish its running job and gives it no more until `resumeServer`, over restarts too. */
  drainServer(name: string): Promise<void>
  resumeServer(name: string): Promise<void>
  /**
   * Resolves when everything that any process had accepted or changed before the call can be read here; at once where there is
   * only one, and while the queue's store cannot be reached.
   */
  sync(): Promise<void>

  /**
   * What each server says of these node classes (`object_info`), by the server's name, cached; a class that a server lacks is
   * absent. Of a server that does not answer, what it said before.
   * @throws ComfyUnavailableError, ComfyAnswerError when nothing is known of any
   */
  definitions(nodeClasses: readonly string[]): Promise<ReadonlyMap<string, Definitions>>
  /**
   * What stands against the job on each server that is known; nothing is accepted.
   * @throws InvalidRequestError, ComfyUnavailableError, ComfyAnswerError
   */
  check(request: JobRequest): Promise<readonly ServerCheck[]>

  /**
   * The job as it would be accepted now: by the workflow of its model's family, with every default, in the spelling of the first
   * server that can do it; and the graph that this server would get. A seed of −1 stays. Nothing is accepted.
   * @throws InvalidRequestError, ComfyUnavailableError, ComfyAnswerError
   */
  foresee(request: JobRequest): Promise<ForeseenJob>

  /** Models of all servers, cached for 60 s. */
  models(options?: { readonly refresh?: boolean }): Promise<ModelLists>
  samplers(): Promise<SamplerLists>
  modelDetails(category: ModelCategory, filename: string): Promise<ModelDetails>
  /** The family of a model that makes pictures, as jobs are judged by it; undefined where it is not known. */
  modelFamily(model: string): Promise<DetectedFamily | undefined>
}
