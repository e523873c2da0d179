import type { JobQueue } from '@darkroom/job-queue'
import { type PriorityName, priorityName, priorityNames } from './priority-name.ts'

export interface WaitingCount {
  readonly client: string
  readonly priority: PriorityName
  readonly jobs: number
}

export interface QueueReading {
  readonly waiting: readonly WaitingCount[]
  /** Seconds for which the oldest of those in line has waited; zero where none does. */
  readonly oldest: Readonly<Record<PriorityName, number>>
}

interface Options {
  /** The label value of a client. */
  readonly nameOf: (client: string) => string
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** What waits, under few names. */
export const readQueue = (
  queue: Pick<JobQueue, 'waitingShares' | 'oldestInLine'>,
  { nameOf, now }: Options,
): QueueReading => ({
  waiting: priorityNames.flatMap((priority) => sharesOf(queue, priority, nameOf)),
  oldest: agesOf(queue, now),
})

/** The clients of one priority, those with the most jobs first: they have the first claim on a name. */
function sharesOf(
  queue: Pick<JobQueue, 'waitingShares'>,
  priority: PriorityName,
  nameOf: (client: string) => string,
): readonly WaitingCount[] {
  const shares = queue
    .waitingShares()
    .filter((share) => priorityName(share.priority) === priority)
    .toSorted((left, right) => right.jobs - left.jobs)
  const named = new Map<string, number>()
  for (const share of shares) {
    const client = nameOf(share.client)
    named.set(client, (named.get(client) ?? 0) + share.jobs)
  }
  return [...named].map(([client, jobs]) => ({ client, priority, jobs }))
}

function agesOf(queue: Pick<JobQueue, 'oldestInLine'>, now: number): QueueReading['oldest'] {
  const ages = { low: 0, normal: 0, high: 0 }
  for (const { priority, createdAt } of queue.oldestInLine()) {
    const name = priorityName(priority)
    ages[name] = Math.max(ages[name], (now - createdAt) / 1000)
  }
  return ages
}
