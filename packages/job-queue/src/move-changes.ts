import { generateNKeysBetween } from 'fractional-indexing'
import type { MovedChange } from './change.ts'
import { allOpen } from './open-ids.ts'
import type { QueueState } from './queue-state.ts'
import { rankOf } from './rank-of.ts'
import type { Rank } from './runnable-jobs.ts'

/** The changes that put these jobs, in this order, before another, or behind all others. Those that are not in line are left out. */
export function moveChanges(
  state: QueueState,
  jobIds: readonly string[],
  before: string | undefined,
): readonly MovedChange[] {
  const moved = new Set(jobIds.filter((id) => indexOf(state, id) !== undefined))
  const start = before === undefined ? state.runnable.size : indexOf(state, before)
  if (start === undefined || moved.size === 0) return []
  const next = nearest(state, moved, { from: start, by: 1 })
  if (next !== undefined) return placesBefore(state, next, moved)
  const last = nearest(state, moved, { from: start - 1, by: -1 })
  if (last === undefined) return []
  return [...moved].map((id) => ({ type: 'moved', id, ...levelOf(last) }))
}

const placesBefore = (
  state: QueueState,
  next: Rank,
  moved: ReadonlySet<string>,
): readonly MovedChange[] => {
  const keys = generateNKeysBetween(keyBefore(state, next, moved), next.key, moved.size)
  return [...moved].map((id, index) => ({
    type: 'moved',
    id,
    ...levelOf(next),
    before: { order: next.order, key: keys[index] ?? '' },
  }))
}

const levelOf = ({ priority, turn }: Rank): Pick<Rank, 'priority' | 'turn'> => ({ priority, turn })

/** The nearest key before that of `next`, also of a job that is not in line now and may come back to its place. */
function keyBefore(
  { open, jobs }: QueueState,
  { order, key: end }: Rank,
  moved: ReadonlySet<string>,
): string | undefined {
  let found: string | undefined
  for (const id of allOpen(open)) {
    const place = moved.has(id) ? undefined : jobs.get(id)?.place
    const key = place?.order === order ? place.key : undefined
    if (key === undefined || (end !== undefined && key >= end)) continue
    if (found === undefined || key > found) found = key
  }
  return found
}

const indexOf = ({ jobs, runnable }: QueueState, id: string): number | undefined => {
  const job = jobs.get(id)
  return job?.record.state === 'queued' ? runnable.position(rankOf(job)) : undefined
}

const nearest = (
  { runnable }: QueueState,
  moved: ReadonlySet<string>,
  { from, by }: { readonly from: number; readonly by: 1 | -1 },
): Rank | undefined => {
  for (let index = from; ; index += by) {
    const rank = runnable.at(index)
    if (rank === undefined || !moved.has(rank.id)) return rank
  }
}
