import type { JobQueue } from '@darkroom/job-queue'
import { createJob } from './job.ts'

const together = 500
const forever = new AbortController().signal

/** Gives a queue so many ended jobs, and 100 that wait. */
export const fillPast = async (queue: JobQueue, jobs: number): Promise<void> => {
  for (let done = 0; done < jobs; done += together) {
    await Promise.all(Array.from({ length: together }, () => queue.enqueue(createJob())))
    const leases = await queue.reserve({
      owner: 'bench',
      max: together,
      leaseMs: 600_000,
      signal: forever,
      checkpoint: () => ({ server: 'a', attempt: 1 }),
    })
    await Promise.all(
      leases.map((lease) => queue.complete(lease, { files: ['20261122/153012_a1b2c3d4.png'] })),
    )
  }
  for (let count = 0; count < 100; count++) await queue.enqueue(createJob())
}
