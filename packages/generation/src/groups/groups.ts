import {
  DuplicateIdError,
  type GroupRecord,
  type GroupSpec,
  type JobSpec,
  type QueueDriver,
} from '@darkroom/job-queue'
import type { Acceptor } from '../accept/acceptor.ts'
import { NotFoundError, WrongStateError } from '../errors.ts'
import type { CancelledGroup, Listed, PageOptions } from '../generation.ts'
import type { AcceptOptions, BatchRequest, SequenceRequest } from '../generation-request.ts'
import type { AcceptedGroup, BatchView, SequenceView } from '../group-view.ts'
import { tryReadPayload } from '../plan/job-payload.ts'
import type { JobViews } from '../views/job-views.ts'
import { isEnded } from '../views/to-job-view.ts'
import { foldGroup, type GroupFold } from './fold-group.ts'
import type { GroupFiles } from './group-files.ts'
import {
  batchToJson,
  readBatch,
  readSequence,
  retryKind,
  retryToJson,
  sequenceToJson,
} from './group-payload.ts'
import {
  batchJobs,
  completeBatch,
  completeSequence,
  type PlannedJob,
  sequenceJobs,
} from './plan-group.ts'
import type { Retries } from './retries.ts'

type GroupKind = 'batch' | 'sequence'

export interface GroupParts {
  readonly queue: QueueDriver
  readonly acceptor: Acceptor
  readonly views: JobViews
  readonly files: GroupFiles
  readonly retries: Retries
}

/** Batches and sequences: accepted whole, told by their jobs. */
export class Groups {
  readonly #parts: GroupParts

  constructor(parts: GroupParts) {
    this.#parts = parts
  }

  async acceptBatch(request: BatchRequest, options: AcceptOptions): Promise<AcceptedGroup> {
    const { acceptor } = this.#parts
    const body = JSON.stringify(request)
    const before = acceptor.acceptedBefore(options, body)
    if (before !== undefined) return this.#accepted(before, this.membersOf(before.id))
    const complete = completeBatch(request)
    const room = { count: complete.batchCount, client: options.client }
    const checked = { ...complete, request: await acceptor.check(complete.request, room) }
    const id = crypto.randomUUID()
    const group = {
      id,
      kind: 'batch',
      payload: batchToJson(checked),
      jobs: this.#specs(batchJobs(id, checked), options),
    }
    return this.#enqueue(group, options, body)
  }

  async acceptSequence(request: SequenceRequest, options: AcceptOptions): Promise<AcceptedGroup> {
    const { acceptor } = this.#parts
    const body = JSON.stringify(request)
    const before = acceptor.acceptedBefore(options, body)
    if (before !== undefined) return this.#accepted(before, this.membersOf(before.id))
    const complete = completeSequence(request)
    const { sequenceId: id, chain } = complete
    const planned = sequenceJobs(complete)
    const room = { count: planned.length, client: options.client }
    const checked = await Promise.all(
      planned.map(async (job) => ({
        ...job,
        request: await acceptor.check(job.request, room),
      })),
    )
    try {
      const group = {
        id,
        kind: 'sequence',
        payload: sequenceToJson(complete),
        jobs: this.#specs(checked, options),
        chain,
      }
      return await this.#enqueue(group, options, body)
    } catch (error) {
      if (!(error instanceof DuplicateIdError)) throw error
      throw new WrongStateError(`Sequence ${id} was started before`, { cause: error })
    }
  }

  getBatch(id: string): BatchView | undefined {
    const group = this.#find('batch', id)
    const request = group === undefined ? undefined : readBatch(group.payload)
    if (group === undefined || request === undefined) return undefined
    return { kind: 'batch', id, request, createdAt: group.createdAt, ...this.#fold(group) }
  }

  getSequence(id: string): SequenceView | undefined {
    const group = this.#find('sequence', id)
    const request = group === undefined ? undefined : readSequence(group.payload)
    if (group === undefined || request === undefined) return undefined
    return { kind: 'sequence', id, request, createdAt: group.createdAt, ...this.#fold(group) }
  }

  get(id: string): BatchView | SequenceView | undefined {
    return this.getBatch(id) ?? this.getSequence(id)
  }

  listBatches(page: PageOptions): Listed<BatchView> {
    return this.#list('batch', page, (id) => this.getBatch(id))
  }

  listSequences(page: PageOptions): Listed<SequenceView> {
    return this.#list('sequence', page, (id) => this.getSequence(id))
  }

  /** Of all jobs ever made for it, oldest first. */
  membersOf(id: string): readonly string[] {
    const { queue, retries } = this.#parts
    return [id, ...retries.of(id)].flatMap((groupId) => queue.getGroup(groupId)?.jobIds ?? [])
  }

  async cancel(kind: GroupKind, id: string): Promise<CancelledGroup> {
    const { queue, retries } = this.#parts
    const group = this.#demand(kind, id)
    const outcomes = await Promise.all(
      [id, ...retries.of(id)].map((one) => queue.requestCancelGroup(one)),
    )
    const outcome =
      outcomes.find((one) => one === 'requested') ??
      outcomes.find((one) => one === 'cancelled') ??
      'too-late'
    return { outcome, completed: this.#fold(group).completed }
  }

  async retry(kind: GroupKind, id: string): Promise<AcceptedGroup> {
    const { acceptor, retries, queue } = this.#parts
    const again = this.#fold(this.#demand(kind, id)).jobs.filter(
      ({ status }) => isEnded(status) && status !== 'completed',
    )
    if (again.length === 0) throw new WrongStateError(`Nothing of ${kind} ${id} has failed`)
    const specs = await Promise.all(
      again.map(async (job) =>
        acceptor.jobSpec(
          await acceptor.check(job.request, { count: again.length }),
          { client: queue.get(job.requestId)?.client ?? '' },
          { retryOf: job.requestId, ...(job.part === undefined ? {} : { part: job.part }) },
        ),
      ),
    )
    const group = {
      id: crypto.randomUUID(),
      kind: retryKind,
      payload: retryToJson(id),
      jobs: specs,
    }
    // Whoever asks twice at the same time gets one retry.
    const idempotencyKey = `retry:${again.map(({ requestId }) => requestId).join()}`
    const accepted = await acceptor.enqueue(group, { idempotencyKey }, retryToJson(id))
    retries.add(id, accepted.id)
    this.#parts.files.changed(id)
    return this.#accepted({ ...accepted, id }, queue.getGroup(accepted.id)?.jobIds ?? [])
  }

  #specs(planned: readonly PlannedJob[], options: AcceptOptions): readonly JobSpec[] {
    return planned.map(({ request, part }) =>
      this.#parts.acceptor.jobSpec(request, options, { part }),
    )
  }

  async #enqueue(group: GroupSpec, options: AcceptOptions, body: string): Promise<AcceptedGroup> {
    const accepted = await this.#parts.acceptor.enqueue(group, options, body)
    this.#parts.files.changed(accepted.id)
    return this.#accepted(accepted, this.membersOf(accepted.id))
  }

  #accepted(
    { id, created }: { readonly id: string; readonly created: boolean },
    jobIds: readonly string[],
  ): AcceptedGroup {
    const { queue, views } = this.#parts
    const etas = jobIds.flatMap((jobId) => views.get(jobId)?.etaSeconds ?? [])
    return {
      id,
      created,
      jobIds,
      seeds: jobIds.map(
        (jobId) => tryReadPayload(queue.get(jobId)?.payload ?? null)?.request.seed ?? 0,
      ),
      ...(etas.length === 0 ? {} : { etaSeconds: Math.max(...etas) }),
    }
  }

  #find(kind: GroupKind, id: string): GroupRecord | undefined {
    const group = this.#parts.queue.getGroup(id)
    return group?.kind === kind ? group : undefined
  }

  #demand(kind: GroupKind, id: string): GroupRecord {
    const group = this.#find(kind, id)
    if (group === undefined) throw new NotFoundError(kind, id)
    return group
  }

  #fold(group: GroupRecord): GroupFold {
    const runs = this.membersOf(group.id).flatMap((id) => this.#parts.views.get(id) ?? [])
    return foldGroup(runs, { cancelRequested: group.cancelRequested })
  }

  #list<T>(
    kind: GroupKind,
    { limit = 50, cursor }: PageOptions,
    view: (id: string) => T | undefined,
  ): Listed<T> {
    const page = this.#parts.queue.listGroups(
      { kind },
      { limit: Math.min(limit, 1_000), ...(cursor === undefined ? {} : { cursor }) },
    )
    return {
      items: page.items.flatMap(({ id }) => view(id) ?? []),
      ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
    }
  }
}
