import { InvalidJobError } from './errors.ts'
import type { JobFilter, Page } from './job-queue.ts'
import type { GroupRecord, JobRecord, JobState, OpenState } from './job-record.ts'
import type { QueueState } from './queue-state.ts'
import { rankOf } from './rank-of.ts'
import type { Rank } from './runnable-jobs.ts'

interface PageOptions {
  readonly limit?: number
  readonly cursor?: string
}

const largestPage = 1_000

interface Ordered<T> {
  readonly record: T
  readonly order: number
}

/** One page. Cursors are acceptance numbers, so pages stay right while jobs come and go. */
const readPage = <T>(
  items: Iterable<Ordered<T>>,
  { limit, accept }: { limit: number; accept: (record: T) => boolean },
): Page<T> => {
  const found: Ordered<T>[] = []
  for (const item of items) {
    if (!accept(item.record)) continue
    const last = found.at(-1)
    if (found.length === limit && last !== undefined) {
      return { items: found.map(({ record }) => record), cursor: String(last.order) }
    }
    found.push(item)
  }
  return { items: found.map(({ record }) => record) }
}

const readLimit = ({ limit = 100 }: PageOptions): number => {
  if (Number.isInteger(limit) && limit > 0 && limit <= largestPage) return limit
  throw new InvalidJobError(`limit must be an integer from 1 to ${largestPage}, got ${limit}`)
}

const readCursor = ({ cursor }: PageOptions): number => {
  if (cursor === undefined) return Number.POSITIVE_INFINITY
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor)
  throw new InvalidJobError(`not a cursor of this queue: ${cursor}`)
}

const byNewest = (left: Ordered<unknown>, right: Ordered<unknown>): number =>
  right.order - left.order

function* lookUp<T>(ids: Iterable<string>, items: ReadonlyMap<string, T>): Generator<T> {
  for (const id of ids) {
    const item = items.get(id)
    if (item !== undefined) yield item
  }
}

/** As many jobs are sorted for a page; more are walked through in the order that they have. */
const mostSorted = 1_000

/** The ids of few jobs among which are all that can match; undefined when there are many. */
const fewOf = (
  { groups, open }: QueueState,
  { groupId, states }: JobFilter,
): readonly string[] | undefined => {
  if (groupId !== undefined) return groups.get(groupId)?.record.jobIds ?? []
  const sets = states?.map((state) => (isOpen(state, open) ? open[state] : undefined))
  if (sets === undefined) return undefined
  const known = sets.filter((ids) => ids !== undefined)
  const size = known.reduce((sum, ids) => sum + ids.size, 0)
  if (known.length < sets.length || size > mostSorted) return undefined
  return known.flatMap((ids) => [...ids])
}

const isOpen = (state: JobState, open: QueueState['open']): state is OpenState =>
  Object.hasOwn(open, state)

/** The jobs that can match, newest first, from the smallest set that holds them. */
const candidates = (
  state: QueueState,
  {
    filter,
    before,
    accept,
  }: { filter: JobFilter; before: number; accept: (job: JobRecord) => boolean },
): Iterable<Ordered<JobRecord>> => {
  const { jobs, jobOrder } = state
  const few = fewOf(state, filter)
  if (few === undefined) return lookUp(jobOrder.newestFirst(before), jobs)
  return Iterator.from(lookUp(few, jobs))
    .filter(({ order, record }) => order < before && accept(record))
    .toArray()
    .sort(byNewest)
}

export const listJobs = (
  state: QueueState,
  filter: JobFilter,
  page: PageOptions,
): Page<JobRecord> => {
  const { states, groupId, kind } = filter
  const limit = readLimit(page)
  const accept = (job: JobRecord): boolean =>
    (states === undefined || states.includes(job.state)) &&
    (groupId === undefined || job.groupId === groupId) &&
    (kind === undefined || job.kind === kind)
  return readPage(candidates(state, { filter, before: readCursor(page), accept }), {
    limit,
    accept,
  })
}

export const listGroups = (
  { groups, groupOrder }: QueueState,
  { kind }: { readonly kind?: string },
  page: PageOptions,
): Page<GroupRecord> => {
  const limit = readLimit(page)
  return readPage(lookUp(groupOrder.newestFirst(readCursor(page)), groups), {
    limit,
    accept: (group) => kind === undefined || group.kind === kind,
  })
}

/** The jobs that wait: first those in line, in the order in which they will run, then those that something holds back. */
export function* waitingJobs(state: QueueState): Generator<JobRecord> {
  for (const { record } of lookUp(state.runnable, state.jobs)) yield record
  for (const { record } of lookUp(state.held, state.jobs)) yield record
}

/** Of what waits, in the same order, the first job of each group, and each that is of none. Those passed over are not looked up. */
export function* waitingHeads({ runnable, held, jobs }: QueueState): Generator<JobRecord> {
  const seen = new Set<string>()
  for (const line of [runnable, held]) {
    for (const { id, groupId } of line.ranks()) {
      if (groupId !== undefined && seen.has(groupId)) continue
      if (groupId !== undefined) seen.add(groupId)
      const job = jobs.get(id)
      if (job !== undefined) yield job.record
    }
  }
}

export const positionOf = ({ jobs, runnable }: QueueState, jobId: string): number | undefined => {
  const job = jobs.get(jobId)
  if (job?.record.state !== 'queued') return undefined
  return runnable.position(rankOf(job))
}

/** Of those in line, the job of each priority that was accepted first. */
export function oldestInLine({ runnable, jobs }: QueueState): readonly JobRecord[] {
  const oldest = new Map<number, Rank>()
  for (const rank of runnable.ranks()) {
    const known = oldest.get(rank.priority)
    if (known === undefined || rank.accepted < known.accepted) oldest.set(rank.priority, rank)
  }
  return [...oldest.values()].flatMap(({ id }) => jobs.get(id)?.record ?? [])
}
