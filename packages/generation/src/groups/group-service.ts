import type { JobQueue, JobRecord } from '@darkroom/job-queue'
import { WrongStateError } from '../errors.ts'
import type { AcceptOptions } from '../job/job-request.ts'
import { isEnded } from '../job/job-status.ts'
import type { Listed, PageOptions } from '../job/listed.ts'
import type { CancelledGroup, GenerationGroups } from './generation-groups.ts'
import type { GroupAcceptor } from './group-acceptor.ts'
import type { AgainChange, FrameChange, GroupKind, GroupRequests } from './group-request.ts'
import type { AcceptedGroup, GroupViews } from './group-view.ts'
import type { GroupViewer } from './group-viewer.ts'

export interface GroupServiceParts {
  readonly queue: JobQueue
  readonly viewer: GroupViewer
  readonly acceptor: GroupAcceptor
  /** Carries cancellations to the runs of the jobs and to the servers. */
  readonly enforceCancel: (jobs: readonly JobRecord[]) => Promise<void>
}

export class GroupService implements GenerationGroups {
  readonly #parts: GroupServiceParts

  constructor(parts: GroupServiceParts) {
    this.#parts = parts
  }

  accept<K extends GroupKind>(
    kind: K,
    request: GroupRequests[K],
    options: AcceptOptions = {},
  ): Promise<AcceptedGroup> {
    return this.#parts.acceptor.accept(kind, request, options)
  }

  acceptedBefore(options: AcceptOptions): AcceptedGroup | undefined {
    return this.#parts.acceptor.acceptedBefore(options)
  }

  get<K extends GroupKind>(kind: K, id: string): GroupViews[K] | undefined {
    return this.#parts.viewer.get(kind, id)
  }

  list<K extends GroupKind>(kind: K, page: PageOptions = {}): Listed<GroupViews[K]> {
    return this.#parts.viewer.list(kind, page)
  }

  async cancel(kind: GroupKind, id: string): Promise<CancelledGroup> {
    const { queue, viewer, enforceCancel } = this.#parts
    viewer.demand(kind, id)
    const before = viewer.membersOf(id).flatMap((jobId) => queue.get(jobId) ?? [])
    const outcomes = await Promise.all(
      viewer.records(id).map((record) => queue.requestCancelGroup(record.id)),
    )
    const outcome =
      outcomes.find((one) => one === 'requested') ??
      outcomes.find((one) => one === 'cancelled') ??
      'too-late'
    const { completed } = viewer.demand(kind, id)
    await enforceCancel(before)
    return { outcome, completed }
  }

  retry(kind: GroupKind, id: string): Promise<AcceptedGroup> {
    return this.#parts.acceptor.retry(kind, id)
  }

  async pause(kind: GroupKind, id: string): Promise<void> {
    const { queue, viewer } = this.#parts
    if (isEnded(viewer.demand(kind, id).status)) {
      throw new WrongStateError(`The ${kind} ${id} has ended: there is nothing to pause`)
    }
    await Promise.all(viewer.records(id).map((record) => queue.pauseGroup(record.id)))
  }

  async resume(kind: GroupKind, id: string): Promise<void> {
    const { queue, viewer } = this.#parts
    viewer.demand(kind, id)
    await Promise.all(viewer.records(id).map((record) => queue.resumeGroup(record.id)))
  }

  again(
    kind: GroupKind,
    id: string,
    change: AgainChange = {},
    options: AcceptOptions = {},
  ): Promise<AcceptedGroup> {
    return this.#parts.acceptor.again(kind, id, change, options)
  }

  redoFrame(
    frame: { readonly id: string; readonly frameNumber: number },
    change: FrameChange = {},
    options: AcceptOptions = {},
  ): Promise<AcceptedGroup | undefined> {
    return this.#parts.acceptor.redoFrame(frame, change, options)
  }
}
