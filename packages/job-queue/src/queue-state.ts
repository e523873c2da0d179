import type { Json } from '@darkroom/foundation'
import { changeBesideJobs, isBesideJobs } from './beside-jobs.ts'
import type { AcceptedChange, Change, Entry, GroupChange, JobChange } from './change.ts'
import { acceptGroup, cancelGroup, type Group, pauseGroup } from './group.ts'
import { IdempotencyKeys, type KeyEntry } from './idempotency-keys.ts'
import { acceptJob, changeJob, type Job, makeLean, makeRunnable } from './job.ts'
import { isEnded, isWaiting, type JobState } from './job-record.ts'
import { createOpenIds, type OpenIds } from './open-ids.ts'
import { OrderIndex } from './order-index.ts'
import { type OutboxRetention, OutboxState } from './outbox/outbox-state.ts'
import { Presence } from './presence.ts'
import { type QueueEvent, toEvent } from './queue-event.ts'
import { placeAfter, rankOf } from './rank-of.ts'
import { RunnableJobs } from './runnable-jobs.ts'
import { Turns } from './turns.ts'
import { WaitingLoad } from './waiting-load.ts'

export interface Retention {
  /** Number of ended jobs kept whole. */
  readonly fullJobs: number
  /** Number of further ended jobs kept without payload and checkpoint. */
  readonly leanJobs: number
  /** Milliseconds that an idempotency key outlives its job. */
  readonly keyMs: number
  readonly messages: OutboxRetention
}

/**
 * The fold of all changes. No I/O, no clock, no randomness: the same entries give the same state, so the journal is
 * enough. Input is trusted; whether a change may happen is decided before it is written.
 */
export class QueueState {
  readonly retention: Retention
  readonly jobs: Map<string, Job> = new Map()
  readonly groups: Map<string, Group> = new Map()
  readonly keys: IdempotencyKeys
  readonly runnable: RunnableJobs = new RunnableJobs()
  /** Those that wait and are not in line: a pause of their group, a delay or a job before them holds them back. */
  readonly held: RunnableJobs = new RunnableJobs()
  readonly turns: Turns = new Turns()
  readonly presence: Presence = new Presence()
  readonly load: WaitingLoad = new WaitingLoad()
  readonly jobOrder: OrderIndex = new OrderIndex()
  readonly groupOrder: OrderIndex = new OrderIndex()
  /** Ids of jobs that have not ended, by their state. */
  readonly open: OpenIds = createOpenIds()
  /** Ids of ended jobs kept whole, in the order they ended. */
  readonly whole: Set<string> = new Set()
  readonly lean: Set<string> = new Set()
  readonly counts: Record<JobState, number> = {
    blocked: 0,
    delayed: 0,
    queued: 0,
    leased: 0,
    succeeded: 0,
    failed: 0,
    cancelled: 0,
    dead: 0,
    skipped: 0,
  }
  readonly settings: Map<string, Json> = new Map()
  readonly outbox: OutboxState
  readonly #remaining = new Map<string, number>()
  /** Prefix of every event id; tells the ids of one store from those of another. */
  storeEpoch: string
  paused = false
  nextSeq = 1

  constructor({ storeEpoch, retention }: { storeEpoch: string; retention: Retention }) {
    this.storeEpoch = storeEpoch
    this.retention = retention
    this.keys = new IdempotencyKeys(retention.keyMs)
    this.outbox = new OutboxState(retention.messages)
  }

  /** Applies an entry and returns one event for each of its changes. */
  apply({ seq, at, changes, presence = [] }: Entry): readonly QueueEvent[] {
    for (const change of presence) this.presence.apply(change)
    return changes.flatMap((change, index) => {
      const number = seq + index
      this.#change(change, number, at)
      this.nextSeq = number + 1
      const job = 'id' in change ? this.jobs.get(change.id)?.record : undefined
      const event = toEvent(change, { id: `${this.storeEpoch}-${number}`, seq: number, at, job })
      this.#trim()
      return event ?? []
    })
  }

  /** Queues a delayed job whose time has come. */
  promote(id: string): void {
    const job = this.jobs.get(id)
    if (job?.record.state === 'delayed') this.#put(makeRunnable(job))
  }

  /** Restores a job from a snapshot. Ended jobs come in the order they ended. */
  restoreJob(job: Job): void {
    this.#put(job)
    if (!isEnded(job.record)) this.turns.found(job.record)
    const { groupId } = job.record
    if (groupId !== undefined) this.#remaining.set(groupId, this.remaining(groupId) + 1)
  }

  restoreGroup(group: Group): void {
    this.groups.set(group.record.id, group)
  }

  /** Restores a key from a snapshot, after the jobs and groups. */
  restoreKey(entry: KeyEntry): void {
    this.keys.add(entry)
    if (!this.jobs.has(entry.id) && !this.groups.has(entry.id)) this.keys.release(entry.id)
  }

  /** Completes the restoring of a snapshot. */
  finishRestore(): void {
    this.jobOrder.fill([...this.jobs.values()])
    this.groupOrder.fill([...this.groups.values()])
  }

  /** Number of the group's jobs that are still known. */
  remaining(groupId: string): number {
    return this.#remaining.get(groupId) ?? 0
  }

  #change(change: Change, seq: number, at: number): void {
    if (isBesideJobs(change)) {
      changeBesideJobs(this, change, { number: seq, at })
      return
    }
    switch (change.type) {
      case 'group-accepted':
        this.#acceptGroup(change, seq, at)
        break
      case 'accepted':
        this.#acceptJob(change, seq, at)
        break
      case 'group-cancel-requested': {
        const group = this.groups.get(change.id)
        if (group !== undefined) this.groups.set(change.id, cancelGroup(group))
        break
      }
      case 'group-paused':
      case 'group-resumed':
        this.#pauseGroup(change.id, change.type === 'group-paused')
        break
      case 'removed':
        this.#forget(change.id)
        break
      case 'paused':
      case 'resumed':
        this.paused = change.type === 'paused'
        break
      default:
        this.#changeJob(change, seq, at)
    }
  }

  #acceptGroup(change: GroupChange, seq: number, at: number): void {
    this.groups.set(change.id, acceptGroup(change, seq, at))
    this.groupOrder.append(change.id, seq)
    this.#remaining.set(change.id, change.jobIds.length)
    this.#addKey(change, at)
  }

  #acceptJob(change: AcceptedChange, seq: number, at: number): void {
    this.#put(acceptJob(change, { order: seq, turn: this.turns.next(change), at }))
    this.jobOrder.append(change.id, seq)
    this.#addKey(change, at)
  }

  #addKey({ key, id, fingerprint, receipt }: AcceptedChange | GroupChange, at: number): void {
    this.keys.prune(at)
    if (key !== undefined) this.keys.add({ key, id, fingerprint, receipt, at })
  }

  /** Takes the group's waiting jobs out of the runnable order, or puts them back where they were. */
  #pauseGroup(id: string, paused: boolean): void {
    const group = this.groups.get(id)
    if (group === undefined) return
    const waiting = group.record.jobIds
      .flatMap((jobId) => this.jobs.get(jobId) ?? [])
      .filter(({ record }) => record.state === 'queued')
    for (const job of waiting) this.#lineOf(job).remove(rankOf(job))
    this.groups.set(id, pauseGroup(group, paused))
    for (const job of waiting) this.#lineOf(job).add(rankOf(job))
  }

  #groupOf({ record: { groupId } }: Job): Group['record'] | undefined {
    return groupId === undefined ? undefined : this.groups.get(groupId)?.record
  }

  /** Where a job waits. */
  #lineOf(job: Job): RunnableJobs {
    const isInLine = job.record.state === 'queued' && this.#groupOf(job)?.paused !== true
    return isInLine ? this.runnable : this.held
  }

  #changeJob(change: JobChange, seq: number, at: number): void {
    const job = this.jobs.get(change.id)
    if (job === undefined) return
    const changed = changeJob(job, change, at)
    const turn = this.#turnAfter(change, job, changed)
    this.#put({ ...changed, turn, place: placeAfter(change, job, seq) })
    if (change.type === 'succeeded') this.#unblockNext(job)
  }

  /** The job's turn after the change; moves the turns of its priority on. */
  #turnAfter(change: JobChange, before: Job, { record, turn }: Job): number {
    switch (change.type) {
      case 'leased':
        this.turns.leased({ priority: record.priority, turn })
        return turn
      case 'priority-changed':
        this.turns.ended(before.record)
        return this.turns.next(record)
      case 'moved':
        if (record.priority !== before.record.priority) {
          this.turns.ended(before.record)
          this.turns.found(record)
        }
        return change.turn
      default:
        if (isEnded(record)) this.turns.ended(before.record)
        return turn
    }
  }

  #unblockNext({ record: { groupId, groupIndex } }: Job): void {
    const group = groupId === undefined ? undefined : this.groups.get(groupId)
    if (group?.chain !== true || groupIndex === undefined) return
    const next = this.jobs.get(group.record.jobIds[groupIndex + 1] ?? '')
    if (next?.record.state === 'blocked') this.#put(makeRunnable(next))
  }

  /** Stores the job and updates every index. */
  #put(job: Job): void {
    const { id, state } = job.record
    const before = this.jobs.get(id)
    const members = this.#membersLike(job)
    if (before !== undefined) this.#drop(before, members)
    this.jobs.set(id, job)
    this.counts[state]++
    members.add(id)
    if (!isWaiting(state)) return
    this.load.add(job.record, this.#groupOf(job))
    this.#lineOf(job).add(rankOf(job))
  }

  /** Removes the job from every index but `members`, where it stays or will be. */
  #drop(job: Job, members?: Set<string>): void {
    const { id, state } = job.record
    this.counts[state]--
    if (isWaiting(state)) {
      this.load.remove(job.record, this.#groupOf(job))
      this.#lineOf(job).remove(rankOf(job))
    }
    const current = this.#membersLike(job)
    if (current !== members) current.delete(id)
  }

  #membersLike({ record }: Job): Set<string> {
    if (!isEnded(record)) return this.open[record.state]
    return record.lean ? this.lean : this.whole
  }

  #trim(): void {
    for (const id of this.whole) {
      if (this.whole.size <= this.retention.fullJobs) break
      const job = this.jobs.get(id)
      if (job !== undefined) this.#put(makeLean(job))
    }
    for (const id of this.lean) {
      if (this.lean.size <= this.retention.leanJobs) break
      this.#forget(id)
    }
  }

  #forget(id: string): void {
    const job = this.jobs.get(id)
    if (job === undefined) return
    this.#drop(job)
    this.jobs.delete(id)
    this.keys.release(id)
    this.jobOrder.forget((other) => this.jobs.has(other))
    const { groupId } = job.record
    if (groupId !== undefined) this.#forgetMember(groupId)
  }

  #forgetMember(groupId: string): void {
    const remaining = this.remaining(groupId) - 1
    if (remaining > 0) {
      this.#remaining.set(groupId, remaining)
      return
    }
    this.#remaining.delete(groupId)
    this.groups.delete(groupId)
    this.keys.release(groupId)
    this.groupOrder.forget((other) => this.groups.has(other))
  }
}
