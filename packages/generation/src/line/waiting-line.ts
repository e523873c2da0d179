import type { JobQueue, JobRecord } from '@darkroom/job-queue'
import type { Cancellation } from '../cancellation.ts'
import { NotFoundError } from '../errors.ts'
import type { GroupKind } from '../groups/group-request.ts'
import type { GroupViews } from '../groups/group-view.ts'
import type { GroupViewer } from '../groups/group-viewer.ts'
import { groupOf } from '../job/group-of.ts'
import { statusOf } from '../job/job-status.ts'
import type { JobView } from '../job/job-view.ts'
import type { JobViews } from '../progress/job-views.ts'

/** Part of a list that changes all the time: its rows are counted, for there is nothing that a cursor could hold on to. */
export interface Window {
  /** Default 0. */
  readonly from?: number
  /** Default: all. */
  readonly limit?: number
}

/** A single job that waits, or a batch or sequence that has not ended. */
export type StackedRow =
  | { readonly job: JobView }
  | {
      readonly group: GroupViews[GroupKind]
      /** How many of its jobs wait. */
      readonly waiting: number
      /** The first of them. */
      readonly next?: JobView
    }

export interface Stacked {
  /** How many rows there are. */
  readonly total: number
  readonly rows: readonly StackedRow[]
}

interface LineParts {
  readonly queue: JobQueue
  readonly views: JobViews
  readonly viewer: GroupViewer
  readonly cancellation: Cancellation
}

interface Stack {
  /** Undefined for a single job. */
  readonly groupId: string | undefined
  /** The first of its jobs that wait. */
  readonly first: JobRecord | undefined
  readonly waiting: number
}

/** What waits, in the order in which it will run; what something holds back comes last. */
export class WaitingLine {
  readonly #parts: LineParts

  constructor(parts: LineParts) {
    this.#parts = parts
  }

  /** The jobs, or those of one group. */
  jobs({ from = 0, limit, groupId }: Window & { readonly groupId?: string } = {}): JobView[] {
    const { queue, views } = this.#parts
    return Iterator.from(queue.waiting())
      .filter((record) => groupId === undefined || groupOf(record, queue) === groupId)
      .drop(from)
      .take(limit ?? Number.POSITIVE_INFINITY)
      .map((record) => views.view(record))
      .toArray()
  }

  /** The same with each batch and sequence as one, where its next job stands; those of which no job waits come first. */
  stacked({ from = 0, limit = Number.POSITIVE_INFINITY }: Window = {}): Stacked {
    const { queue } = this.#parts
    const groups = this.#waitingGroups()
    const begun = this.#begun(groups)
    const inGroups = groups.values().reduce((sum, count) => sum + count, 0)
    const total = begun.length + groups.size + queue.load().jobs - inGroups
    const stacks = Iterator.from(this.#stacks(groups, begun)).drop(from)
    const most = Math.min(limit, Math.max(0, total - from))
    return { total, rows: [...stacks.take(most)].flatMap((stack) => this.#toRow(stack) ?? []) }
  }

  /**
   * Moves jobs that are in line before another, or behind all others. Resolves to how many; 0 when none is in line, or `before` is not.
   * @throws NotFoundError
   */
  async move(jobIds: readonly string[], before: string | undefined): Promise<number> {
    const { queue } = this.#parts
    for (const id of [...jobIds, ...(before === undefined ? [] : [before])]) {
      if (queue.get(id) === undefined) throw new NotFoundError('job', id)
    }
    return queue.move(jobIds, { ...(before === undefined ? {} : { before }) })
  }

  /** Moves those jobs of a group that are in line, in the order that they have. @throws NotFoundError */
  moveGroup(kind: GroupKind, id: string, before: string | undefined): Promise<number> {
    const { queue, viewer } = this.#parts
    if (viewer.get(kind, id) === undefined) throw new NotFoundError(kind, id)
    const members = viewer
      .membersOf(id)
      .flatMap((jobId) => {
        const position = queue.position(jobId)
        return position === undefined ? [] : [{ jobId, position }]
      })
      .sort((a, b) => a.position - b.position)
    return this.move(
      members.map(({ jobId }) => jobId),
      before,
    )
  }

  /** Cancels all that waits; what runs goes on. Resolves to how many were. */
  async cancel(): Promise<number> {
    const { queue, cancellation } = this.#parts
    const records = [...queue.waiting()]
    await Promise.all(records.map(({ id }) => queue.requestCancel(id)))
    await cancellation.enforce(records)
    const states = records.flatMap(({ id }) => queue.get(id)?.state ?? [])
    return states.filter((state) => statusOf(state) === 'cancelled').length
  }

  /** How many jobs of each batch and sequence wait, retries included. */
  #waitingGroups(): ReadonlyMap<string, number> {
    const { queue } = this.#parts
    const found = new Map<string, number>()
    for (const [groupId, count] of queue.waitingGroups()) {
      const id = groupOf({ groupId }, queue)
      if (id !== undefined) found.set(id, (found.get(id) ?? 0) + count)
    }
    return found
  }

  /** Batches and sequences that run, and of which no job waits. */
  #begun(groups: ReadonlyMap<string, number>): readonly string[] {
    const { queue } = this.#parts
    const running = queue
      .list({ states: ['leased'] }, { limit: 1_000 })
      .items.flatMap((record) => groupOf(record, queue) ?? [])
    return [...new Set(running.filter((id) => !groups.has(id)))]
  }

  *#stacks(groups: ReadonlyMap<string, number>, begun: readonly string[]): Generator<Stack> {
    const { queue } = this.#parts
    for (const groupId of begun) yield { groupId, first: undefined, waiting: 0 }
    const seen = new Set<string>()
    for (const first of queue.waitingHeads()) {
      const groupId = groupOf(first, queue)
      if (groupId !== undefined && seen.has(groupId)) continue
      if (groupId !== undefined) seen.add(groupId)
      yield { groupId, first, waiting: groups.get(groupId ?? '') ?? 1 }
    }
  }

  #toRow({ groupId, first, waiting }: Stack): StackedRow | undefined {
    const { views, viewer } = this.#parts
    const next = first === undefined ? undefined : views.view(first)
    if (groupId === undefined) return next === undefined ? undefined : { job: next }
    const group = viewer.find(groupId)
    // Of a group whose payload cannot be read, the jobs are told all the same.
    if (group === undefined) return next === undefined ? undefined : { job: next }
    return { group, waiting, ...(next && { next }) }
  }
}
