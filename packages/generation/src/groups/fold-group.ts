import type { GroupStatus } from '../group-view.ts'
import type { JobView } from '../job-view.ts'
import { isEnded } from '../views/to-job-view.ts'

export interface GroupFold {
  readonly status: GroupStatus
  readonly total: number
  readonly completed: number
  readonly failed: readonly number[]
  readonly current?: number
  readonly jobs: readonly JobView[]
  readonly etaSeconds?: number
  readonly finishedAt?: number
}

/**
 * The state of a batch or sequence, from its jobs alone, so that it cannot disagree with them. `runs` are all jobs
 * ever made for it, oldest first; of several with one number the newest counts.
 */
export function foldGroup(
  runs: readonly JobView[],
  { cancelRequested }: { readonly cancelRequested: boolean },
): GroupFold {
  const jobs = [...newestByNumber(runs)].sort(([a], [b]) => a - b).map(([, job]) => job)
  const completed = jobs.filter(({ status }) => status === 'completed').length
  const ended = jobs.every(({ status }) => isEnded(status))
  const current = jobs.find(({ status }) => status === 'processing')
  const etas = jobs.flatMap(({ etaSeconds }) => etaSeconds ?? [])
  return {
    status: ended ? endOf(jobs, completed, cancelRequested) : startOf(jobs),
    total: jobs.length,
    completed,
    failed: jobs.filter(({ status }) => status === 'error').map(numberOf),
    ...(current === undefined ? {} : { current: numberOf(current) }),
    jobs,
    ...(ended || etas.length === 0 ? {} : { etaSeconds: Math.max(...etas) }),
    ...(ended ? { finishedAt: Math.max(...jobs.map((job) => job.finishedAt ?? 0)) } : {}),
  }
}

const numberOf = (job: JobView): number => job.part?.number ?? 0

function newestByNumber(runs: readonly JobView[]): ReadonlyMap<number, JobView> {
  const newest = new Map<number, JobView>()
  for (const run of runs) newest.set(numberOf(run), run)
  return newest
}

const startOf = (jobs: readonly JobView[]): GroupStatus =>
  jobs.every(({ status }) => status === 'queued') ? 'queued' : 'processing'

function endOf(jobs: readonly JobView[], completed: number, cancelRequested: boolean): GroupStatus {
  if (completed === jobs.length) return 'completed'
  if (cancelRequested || jobs.every(({ status }) => status === 'cancelled')) return 'cancelled'
  return completed > 0 ? 'completed' : 'error'
}
