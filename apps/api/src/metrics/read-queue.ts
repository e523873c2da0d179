import type { JobQueue, JobRecord } from '@darkroom/job-queue'
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

/** Nothing but its turn and a server keeps it from running. */
const isInLine = ({ state, groupId }: JobRecord, queue: Pick<JobQueue, 'getGroup'>): boolean =>
  state === 'queued' && (groupId === undefined || queue.getGroup(groupId)?.paused !== true)

/** Looks at all that waits, once. `nameOf`: the label value of a client. */
export function readQueue(
  queue: Pick<JobQueue, 'waiting' | 'getGroup'>,
  { nameOf, now }: { readonly nameOf: (client: string) => string; readonly now: number },
): QueueReading {
  const counts = new Map<string, number>()
  const since = { low: now, normal: now, high: now }
  for (const job of queue.waiting()) {
    const priority = priorityName(job.priority)
    const key = `${priority} ${job.client}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    if (job.createdAt < since[priority] && isInLine(job, queue)) since[priority] = job.createdAt
  }
  return {
    waiting: priorityNames.flatMap((priority) => ofPriority(counts, { priority, nameOf })),
    oldest: {
      low: (now - since.low) / 1000,
      normal: (now - since.normal) / 1000,
      high: (now - since.high) / 1000,
    },
  }
}

/** The clients of one priority, those with the most jobs first: they have the first claim on a name. */
function ofPriority(
  counts: ReadonlyMap<string, number>,
  {
    priority,
    nameOf,
  }: { readonly priority: PriorityName; readonly nameOf: (client: string) => string },
): readonly WaitingCount[] {
  const found = [...counts]
    .filter(([key]) => key.startsWith(`${priority} `))
    .sort(([, left], [, right]) => right - left)
  const named = new Map<string, number>()
  for (const [key, jobs] of found) {
    const client = nameOf(key.slice(priority.length + 1))
    named.set(client, (named.get(client) ?? 0) + jobs)
  }
  return [...named].map(([client, jobs]) => ({ client, priority, jobs }))
}
