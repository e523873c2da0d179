import type { GroupRecord, JobQueue, JobRecord } from '@darkroom/job-queue'
import { NotFoundError } from '../errors.ts'
import { picturesOf } from '../job/inputs.ts'
import { imagesOf, readResult } from '../job/job-result.ts'
import { isEnded, statusOf } from '../job/job-status.ts'
import type { JobStatus } from '../job/job-view.ts'
import type { Listed, PageOptions } from '../job/listed.ts'
import type { JobViews } from '../progress/job-views.ts'
import { foldGroup, type GroupRun } from './fold-group.ts'
import type { CompleteGroup } from './group-kind.ts'
import { type Member, readMembers } from './group-members.ts'
import type { GroupKind } from './group-request.ts'
import type { GroupProgress, GroupViews } from './group-view.ts'
import { type AnyGroup, kindsOfGroups } from './kinds-of-groups.ts'
import type { Retries } from './retries.ts'

/** Views of accepted groups, computed from their jobs. */
export class GroupViewer {
  readonly #queue: JobQueue
  readonly #views: JobViews
  readonly #retries: Retries
  readonly #known = new WeakMap<JobRecord, GroupRun>()

  constructor(parts: { queue: JobQueue; views: JobViews; retries: Retries }) {
    this.#queue = parts.queue
    this.#views = parts.views
    this.#retries = parts.retries
  }

  get<K extends GroupKind>(kind: K, id: string): GroupViews[K] | undefined {
    const group = this.#queue.getGroup(id)
    return group?.kind === kind ? this.#view(kind, group) : undefined
  }

  /** Finds a group of any kind. */
  find(id: string): AnyGroup | undefined {
    return this.get('batch', id) ?? this.get('sequence', id)
  }

  /** @throws NotFoundError */
  demand<K extends GroupKind>(kind: K, id: string): GroupViews[K] {
    const group = this.get(kind, id)
    if (group === undefined) throw new NotFoundError(kind, id)
    return group
  }

  /** The group's request. @throws NotFoundError */
  request<K extends GroupKind>(kind: K, id: string): CompleteGroup<K> {
    const group = this.#queue.getGroup(id)
    const request = group?.kind === kind ? kindsOfGroups[kind].read(group.payload) : undefined
    if (request === undefined) throw new NotFoundError(kind, id)
    return request
  }

  /** Groups, newest first. */
  list<K extends GroupKind>(kind: K, { limit = 50, cursor }: PageOptions): Listed<GroupViews[K]> {
    const page = this.#queue.listGroups({ kind }, { limit: Math.min(limit, 1_000), cursor })
    return {
      items: page.items.flatMap((group) => this.#view(kind, group) ?? []),
      cursor: page.cursor,
    }
  }

  /** Records of the group and its retries, oldest first. */
  records(id: string): readonly GroupRecord[] {
    return [id, ...this.#retries.of(id)].flatMap((groupId) => this.#queue.getGroup(groupId) ?? [])
  }

  /** Ids of all jobs ever made for the group, oldest first. */
  membersOf(id: string): readonly string[] {
    const records = this.records(id)
    // This is asked at each event, and most groups have no retries.
    const [only] = records.length === 1 ? records : []
    return only?.jobIds ?? records.flatMap(({ jobIds }) => jobIds)
  }

  #view<K extends GroupKind>(kind: K, group: GroupRecord): GroupViews[K] | undefined {
    const { id, createdAt, payload } = group
    const request = kindsOfGroups[kind].read(payload)
    if (request === undefined) return undefined
    const paused = this.#isPaused(id)
    const { cancelRequested } = group
    const { runs, redone, ...fold } = foldGroup(this.#runs(id), { cancelRequested, paused })
    const progress: GroupProgress = {
      id,
      paused,
      createdAt,
      ...fold,
      jobCount: runs.length,
      jobs: ({ from = 0, most = runs.length } = {}) =>
        runs.slice(from, from + most).map(({ view }) => view()),
      redone: redone.map(({ view }) => view()),
    }
    return kindsOfGroups[kind].toView(progress, request)
  }

  /** What has ended is not paused, though it was when its last job ended. */
  #isPaused(id: string): boolean {
    const isOpen = (jobId: string): boolean => {
      const record = this.#queue.get(jobId)
      return record !== undefined && !isEnded(statusOf(record.state))
    }
    return this.records(id).some(({ paused, jobIds }) => paused && jobIds.some(isOpen))
  }

  /** The group's runs. Their inputs come from the group, for the queue forgets those of old jobs. */
  #runs(id: string): readonly GroupRun[] {
    return this.records(id).flatMap(({ jobIds, payload }) => {
      const members = readMembers(payload)
      return jobIds.flatMap((jobId, index): readonly GroupRun[] => {
        const record = this.#queue.get(jobId)
        return record === undefined ? [] : [this.#run(record, members.at(index))]
      })
    })
  }

  /** A record never changes, so that what is said of it stays, but for its status. */
  #run(record: JobRecord, member: Member | undefined): GroupRun {
    const status = this.#views.status(record)
    const known = this.#known.get(record)
    if (known?.status === status) return known
    const run = this.#describe(record, { status, member })
    this.#known.set(record, run)
    return run
  }

  #describe(
    record: JobRecord,
    { status, member }: { readonly status: JobStatus; readonly member: Member | undefined },
  ): GroupRun {
    const result = status === 'completed' ? readResult(record.result) : undefined
    const made = result && imagesOf(result.outputs).length
    return {
      status,
      number: member?.part.number ?? 0,
      // A job that made nothing but text or sound counts all the same.
      pictures: made === undefined ? picturesOf(member?.inputs ?? {}) : Math.max(1, made),
      finishedAt: record.finishedAt,
      view: () => ({ ...this.#views.view(record), ...member }),
    }
  }
}
