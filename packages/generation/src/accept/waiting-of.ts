import type { JobQueue } from '@darkroom/job-queue'

const pageSize = 1000

/** The number of that client's waiting jobs. */
export function waitingOf(queue: JobQueue, client: string): number {
  let count = 0
  let cursor: string | undefined
  do {
    const page = queue.list(
      { states: ['queued', 'delayed', 'blocked'] },
      { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) },
    )
    count += page.items.filter((job) => job.client === client).length
    cursor = page.cursor
  } while (cursor !== undefined)
  return count
}
