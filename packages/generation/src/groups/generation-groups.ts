import type { CancelResult } from '@darkroom/job-queue'
import type { AcceptOptions } from '../job/job-request.ts'
import type { Listed, PageOptions } from '../job/listed.ts'
import type { AgainChange, FrameChange, GroupKind, GroupRequests } from './group-request.ts'
import type { AcceptedGroup, GroupViews } from './group-view.ts'

export interface CancelledGroup {
  readonly outcome: CancelResult
  /** Jobs that had finished before; their pictures stay. */
  readonly completed: number
}

/** Jobs that were accepted as one: a batch of one prompt, or the frames of a sequence. */
export interface GenerationGroups {
  /** Accepts all or nothing. @throws as `accept` of a job does, and WrongStateError when its id was used before */
  accept<K extends GroupKind>(
    kind: K,
    request: GroupRequests[K],
    options?: AcceptOptions,
  ): Promise<AcceptedGroup>
  /**
   * The group accepted before with this idempotency key, as `acceptedBefore` of a job; also the one in which a frame was made
   * anew.
   */
  acceptedBefore(options: AcceptOptions): AcceptedGroup | undefined
  get<K extends GroupKind>(kind: K, id: string): GroupViews[K] | undefined
  /** Groups, newest first. */
  list<K extends GroupKind>(kind: K, page?: PageOptions): Listed<GroupViews[K]>
  /** @throws NotFoundError, as do the methods below */
  cancel(kind: GroupKind, id: string): Promise<CancelledGroup>
  /** Runs failed, cancelled and skipped jobs again. @throws WrongStateError when there are none or it is paused */
  retry(kind: GroupKind, id: string): Promise<AcceptedGroup>
  /**
   * Starts none of its jobs until the group is resumed; running ones go on. Survives a restart.
   * @throws WrongStateError when it has ended
   */
  pause(kind: GroupKind, id: string): Promise<void>
  resume(kind: GroupKind, id: string): Promise<void>
  /** Makes the same group with other seeds, as a new group. */
  again(
    kind: GroupKind,
    id: string,
    change?: AgainChange,
    options?: AcceptOptions,
  ): Promise<AcceptedGroup>
  /**
   * Makes one frame of a sequence anew, as a new job of the same sequence; its picture stands until there is another,
   * and stays in the gallery. Undefined when the sequence has no such frame.
   * @throws WrongStateError while the frame is being made or the sequence is paused
   */
  redoFrame(
    frame: { readonly id: string; readonly frameNumber: number },
    change?: FrameChange,
    options?: AcceptOptions,
  ): Promise<AcceptedGroup | undefined>
}
