import type { GroupKind } from '../groups/group-request.ts'
import type { JobProgress, JobView } from '../job/job-view.ts'

interface Durable {
  /** `<store epoch>-<seq>`: pass it as `after` to go on from here. */
  readonly id: string
}

interface OfJob {
  readonly requestId: string
  /** The batch or sequence that the job belongs to. */
  readonly groupId?: string
}

/** The job is queued or processing; sent on each change, and first of all to every new listener. */
export interface StatusEvent extends Durable, OfJob {
  readonly type: 'status'
  readonly job: JobView
}

/** The job waits for something else than it did, or no longer: its state is the same, so nothing of it was recorded. */
export interface WaitingEvent extends OfJob {
  readonly type: 'status'
  readonly job: JobView
}

/** The job has ended. */
export interface EndEvent extends Durable, OfJob {
  readonly type: 'completed' | 'error' | 'cancelled'
  readonly job: JobView
}

export interface ProgressEvent extends OfJob {
  readonly type: 'progress'
  readonly progress: JobProgress
}

export interface PreviewEvent extends OfJob {
  readonly type: 'preview'
  /** `data:image/jpeg;base64,…` */
  readonly dataUrl: string
}

export interface PositionEvent extends OfJob {
  readonly type: 'position'
  readonly position: number
}

/** State of the whole queue, or of one batch or sequence. */
export interface QueueStateEvent extends Durable {
  readonly type: 'paused' | 'resumed'
  /** Absent when it is the whole queue. */
  readonly group?: { readonly kind: GroupKind; readonly id: string }
}

/** Servers, disk or queue may be in another state: `servers` and `queueState` tell. Only for who follows everything, at once and then. */
export interface ConditionsEvent {
  readonly type: 'conditions'
}

/**
 * Events with an `id` are durable: in order, none skipped. The others are passing hints, at most five a second of each
 * kind for each job and listener; all listeners get the same object.
 */
export type GenerationEvent =
  | StatusEvent
  | WaitingEvent
  | EndEvent
  | ProgressEvent
  | PreviewEvent
  | PositionEvent
  | QueueStateEvent
  | ConditionsEvent

export interface EventOptions {
  /** Only this job; the iteration ends after its last event. */
  readonly requestId?: string
  /** Only the jobs of this batch or sequence; the iteration ends when all have ended. */
  readonly groupId?: string
  /** Id of the last durable event that was seen. Without it, the present state comes first. */
  readonly after?: string
  /** False for a listener that shows no previews, which are nearly all bytes of a stream. Default true. */
  readonly previews?: boolean | undefined
  /** While it is true, jobs that only wait are not told of, for nobody would hear it: a view of each is most of what an event costs. */
  readonly skipsWaiting?: (() => boolean) | undefined
  /** Ends the iteration quietly. */
  readonly signal: AbortSignal
}
