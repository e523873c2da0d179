import type { Json } from '@darkroom/foundation'
import type { GroupRecord, JobRecord } from './job-record.ts'

/** What waits. */
export interface QueueLoad {
  readonly jobs: number
  /** Characters of the JSON of their payloads; of a group's own, the share of those of its jobs that wait. */
  readonly size: number
}

type Waiting = Pick<JobRecord, 'client' | 'payload' | 'groupId'>
type Group = Pick<GroupRecord, 'payload' | 'jobIds'>

const nothing: QueueLoad = { jobs: 0, size: 0 }

/** Counts what waits, of each client and of each group. */
export class WaitingLoad {
  readonly #ofClients = new Map<string, QueueLoad>()
  readonly #ofGroups = new Map<string, number>()
  #all = nothing

  of(client: string | undefined): QueueLoad {
    return client === undefined ? this.#all : (this.#ofClients.get(client) ?? nothing)
  }

  /** Number of waiting jobs, by group. */
  get groups(): ReadonlyMap<string, number> {
    return this.#ofGroups
  }

  add(job: Waiting, group: Group | undefined): void {
    this.#change(job, { jobs: 1, size: sizeIn(group, job) })
  }

  remove(job: Waiting, group: Group | undefined): void {
    this.#change(job, { jobs: -1, size: -sizeIn(group, job) })
  }

  #change({ client, groupId }: Waiting, by: QueueLoad): void {
    if (groupId !== undefined) this.#count(groupId, by.jobs)
    this.#all = plus(this.#all, by)
    const own = plus(this.of(client), by)
    if (own.jobs === 0) this.#ofClients.delete(client)
    else this.#ofClients.set(client, own)
  }

  #count(groupId: string, by: number): void {
    const jobs = (this.#ofGroups.get(groupId) ?? 0) + by
    if (jobs === 0) this.#ofGroups.delete(groupId)
    else this.#ofGroups.set(groupId, jobs)
  }
}

const plus = (one: QueueLoad, other: QueueLoad): QueueLoad => ({
  jobs: one.jobs + other.jobs,
  size: one.size + other.size,
})

const sizeIn = (group: Group | undefined, { payload }: Waiting): number =>
  sizeOf(payload) +
  (group === undefined ? 0 : Math.floor(sizeOf(group.payload) / group.jobIds.length))

/** Payloads never change, so each is measured once. */
const sizes = new WeakMap<object, number>()

/** Tells the size of a payload that was just read. */
export function knowSize(payload: Json, size: number): void {
  if (typeof payload === 'object' && payload !== null) sizes.set(payload, size)
}

function sizeOf(payload: Json): number {
  if (typeof payload !== 'object' || payload === null) return JSON.stringify(payload).length
  const size = sizes.get(payload) ?? JSON.stringify(payload).length
  sizes.set(payload, size)
  return size
}
