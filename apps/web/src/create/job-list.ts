import type { Job } from '../api/types.ts'
import type { OwnJob } from './own-jobs.ts'

export const isEnded = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'completed' || status === 'error' || status === 'cancelled'

/** The list with the job as it is now, at its place or as the newest. */
export function withJob(jobs: readonly Job[], job: Job): readonly Job[] {
  const at = jobs.findIndex(({ request_id }) => request_id === job.request_id)
  return at === -1 ? [job, ...jobs] : jobs.with(at, job)
}

export function withProgress(
  jobs: readonly Job[],
  { request_id, ...progress }: { readonly request_id: string } & NonNullable<Job['progress']>,
): readonly Job[] {
  return jobs.map((job) => (job.request_id === request_id ? { ...job, progress } : job))
}

/**
 * What the stage shows while nobody chose: of the tab's own jobs the one that runs, else the one that is next, else the one that
 * ended last; else the newest picture there is. Jobs are newest first.
 */
export function jobToFollow(jobs: readonly Job[], own: readonly OwnJob[]): Job | undefined {
  const ids = new Set(own.map(({ id }) => id))
  const mine = jobs.filter(({ request_id }) => ids.has(request_id))
  return (
    mine.find(({ status }) => status === 'processing') ??
    mine.findLast(({ status }) => status === 'queued') ??
    mine.find(isEnded) ??
    jobs.find(({ images = [] }) => images.length > 0)
  )
}

/** The picture that was finished before this job, to compare with. */
export function pictureBefore(jobs: readonly Job[], job: Job) {
  const at = jobs.findIndex(({ request_id }) => request_id === job.request_id)
  return jobs.slice(at + 1).flatMap(({ images = [] }) => images)[0]
}
