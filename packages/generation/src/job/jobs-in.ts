import type { JobQueue, JobRecord, JobState } from '@darkroom/job-queue'

/** The states of jobs that have not ended. */
const live: readonly JobState[] = ['blocked', 'delayed', 'queued', 'leased']

/** Jobs in these states, newest first. */
export function* jobsIn(
  queue: JobQueue,
  { states, most }: { readonly states: readonly JobState[]; readonly most: number },
): Generator<JobRecord> {
  let cursor: string | undefined
  let seen = 0
  do {
    const page = queue.list({ states }, { limit: 1_000, cursor })
    yield* page.items
    seen += page.items.length
    cursor = page.cursor
  } while (cursor !== undefined && seen < most)
}

/** All jobs that have not ended, newest first. */
export const liveJobs = (queue: JobQueue): Generator<JobRecord> =>
  jobsIn(queue, { states: live, most: Number.POSITIVE_INFINITY })
