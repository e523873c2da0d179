import type { Json } from '@darkroom/foundation'
import type { GroupRecord, JobRecord } from './job-record.ts'

/** What waits. */
export interface QueueLoad {
  readonly jobs: number
  /** Characters of the JSON of their payloads; of a group's own, the share of those of its jobs that wait. */
  readonly size: number
}

/** How much of what waits is of one client and one priority. */
export interface WaitingShare {
  readonly client: string
  readonly priority: number
  readonly jobs: number
}

type Waiting = Pick<JobRecord, 'client' | 'priority' | 'payload' | 'groupId'>
type Group = Pick<GroupRecord, 'payload' | 'jobIds'>

const nothing: QueueLoad = { jobs: 0, size: 0 }

/** Counts what waits, of each client and of each group. */
export class WaitingLoad {
  readonly #ofClients = new Map<string, QueueLoad>()
  readonly #ofGroups = new Map<string, number>()
  readonly #ofPriorities = new Map<number, Map<string, number>>()
  #all = nothing

  of(client: string | undefined): QueueLoad {
    return client === undefined ? this.#all : (this.#ofClients.get(client) ?? nothing)
  }

  /** Number of waiting jobs, by group. */
  get groups(): ReadonlyMap<string, number> {
    return this.#ofGroups
  }

  /** By priority, the highest first, and client. */
  shares(): readonly WaitingShare[] {
    return [...this.#ofPriorities]
      .sort(([left], [right]) => right - left)
      .flatMap(([priority, clients]) =>
        [...clients].map(([client, jobs]) => ({ client, priority, jobs })),
      )
  }

  add(job: Waiting, group: Group | undefined): void {
    this.#change(job, { jobs: 1, size: sizeIn(group, job) })
  }

  remove(job: Waiting, group: Group | undefined): void {
    this.#change(job, { jobs: -1, size: -sizeIn(group, job) })
  }

  #change({ client, groupId, priority }: Waiting, by: QueueLoad): void {
    if (groupId !== undefined) count(this.#ofGroups, groupId, by.jobs)
    const clients = this.#ofPriorities.get(priority) ?? new Map<string, number>()
    count(clients, client, by.jobs)
    if (clients.size === 0) this.#ofPriorities.delete(priority)
    else this.#ofPriorities.set(priority, clients)
    this.#all = plus(this.#all, by)
    const own = plus(this.of(client), by)
    if (own.jobs === 0) this.#ofClients.delete(client)
    else this.#ofClients.set(client, own)
  }
}

function count(counts: Map<string, number>, of: string, by: number): void {
  const jobs = (counts.get(of) ?? 0) + by
  if (jobs === 0) counts.delete(of)
  else counts.set(of, jobs)
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
