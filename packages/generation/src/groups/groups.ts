import type { GroupRecord, JobQueue } from '@darkroom/job-queue'
import { NotFoundError } from '../errors.ts'
import type { CancelledGroup, Listed, PageOptions } from '../generation.ts'
import type { JobView } from '../job/job-view.ts'
import type { JobViews } from '../progress/job-views.ts'
import { foldGroup, type GroupFold } from './fold-group.ts'
import { readBatch, readPlanned, readSequence } from './group-payload.ts'
import type { BatchView, SequenceView } from './group-view.ts'
import type { Retries } from './retries.ts'

export type GroupKind = 'batch' | 'sequence'

export interface GroupParts {
  readonly queue: JobQueue
  readonly views: JobViews
  readonly retries: Retries
}

/** Batches and sequences that were accepted, told by their jobs. */
export class Groups {
  readonly #parts: GroupParts

  constructor(parts: GroupParts) {
    this.#parts = parts
  }

  getBatch(id: string): BatchView | undefined {
    const group = this.#find('batch', id)
    const request = group === undefined ? undefined : readBatch(group.payload)
    if (group === undefined || request === undefined) return undefined
    return { kind: 'batch', request, ...this.#view(group) }
  }

  getSequence(id: string): SequenceView | undefined {
    const group = this.#find('sequence', id)
    const request = group === undefined ? undefined : readSequence(group.payload)
    if (group === undefined || request === undefined) return undefined
    return { kind: 'sequence', request, ...this.#view(group) }
  }

  get(id: string): BatchView | SequenceView | undefined {
    return this.getBatch(id) ?? this.getSequence(id)
  }

  /** @throws NotFoundError */
  demand(kind: GroupKind, id: string): BatchView | SequenceView {
    const group = kind === 'batch' ? this.getBatch(id) : this.getSequence(id)
    if (group === undefined) throw new NotFoundError(kind, id)
    return group
  }

  listBatches(page: PageOptions): Listed<BatchView> {
    return this.#list('batch', page, (id) => this.getBatch(id))
  }

  listSequences(page: PageOptions): Listed<SequenceView> {
    return this.#list('sequence', page, (id) => this.getSequence(id))
  }

  /** Of all jobs ever made for it, oldest first. */
  membersOf(id: string): readonly string[] {
    return this.#records(id).flatMap(({ jobIds }) => jobIds)
  }

  async cancel(kind: GroupKind, id: string): Promise<CancelledGroup> {
    const { queue } = this.#parts
    this.demand(kind, id)
    const outcomes = await Promise.all(
      this.#records(id).map((record) => queue.requestCancelGroup(record.id)),
    )
    const outcome =
      outcomes.find((one) => one === 'requested') ??
      outcomes.find((one) => one === 'cancelled') ??
      'too-late'
    return { outcome, completed: this.demand(kind, id).completed }
  }

  /** None of its jobs begins any more, or they do again. */
  async setPaused(kind: GroupKind, id: string, paused: boolean): Promise<void> {
    const { queue } = this.#parts
    this.demand(kind, id)
    await Promise.all(
      this.#records(id).map((record) =>
        paused ? queue.pauseGroup(record.id) : queue.resumeGroup(record.id),
      ),
    )
  }

  /** It and its retries, oldest first. */
  #records(id: string): readonly GroupRecord[] {
    const { queue, retries } = this.#parts
    return [id, ...retries.of(id)].flatMap((groupId) => queue.getGroup(groupId) ?? [])
  }

  #find(kind: GroupKind, id: string): GroupRecord | undefined {
    const group = this.#parts.queue.getGroup(id)
    return group?.kind === kind ? group : undefined
  }

  #view(group: GroupRecord): GroupFold & {
    readonly id: string
    readonly paused: boolean
    readonly createdAt: number
  } {
    const { id, paused, createdAt } = group
    return { id, paused, createdAt, ...foldGroup(this.#runs(id), group) }
  }

  /** What each job was comes from its group, for the queue forgets it once many have ended since. */
  #runs(id: string): readonly JobView[] {
    return this.#records(id).flatMap(({ jobIds, payload }) => {
      const planned = readPlanned(payload)
      return jobIds.flatMap((jobId, index): readonly JobView[] => {
        const view = this.#parts.views.get(jobId)
        const plan = planned[index]
        if (view === undefined) return []
        return [plan === undefined ? view : { ...view, ...plan, seed: plan.request.seed }]
      })
    })
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
