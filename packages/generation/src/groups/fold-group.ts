import { picturesOf } from '../job/inputs.ts'
import { isEnded } from '../job/job-status.ts'
import type { JobView } from '../job/job-view.ts'
import type { WaitingFor } from '../waiting/waiting-for.ts'
import type { GroupStatus } from './group-view.ts'

export interface GroupFold {
  readonly status: GroupStatus
  readonly total: number
  readonly completed: number
  readonly failed: readonly number[]
  readonly current?: number
  readonly jobs: readonly JobView[]
  readonly redone: readonly JobView[]
  readonly etaSeconds?: number
  readonly waitingFor?: WaitingFor
  readonly finishedAt?: number
}

/** All runs of one number of the group. */
interface Slot {
  /** The run whose pictures count, else the newest. */
  readonly standing: JobView
  readonly newest: JobView
}

/**
 * Computes the state of a batch or sequence from its jobs alone, so that it cannot disagree with them. `runs` are all
 * jobs ever made for it, oldest first. A run that makes a picture replaces the one before; a run that makes none does
 * not.
 */
export function foldGroup(
  runs: readonly JobView[],
  { cancelRequested, paused }: { readonly cancelRequested: boolean; readonly paused: boolean },
): GroupFold {
  const slots = slotsOf(runs)
  const jobs = slots.map(({ standing }) => standing)
  const newest = slots.map((slot) => slot.newest)
  const ended = newest.every(({ status }) => isEnded(status))
  const current = newest.find(({ status }) => status === 'processing')
  const waitingFor = waitOf(newest)
  return {
    status: ended ? endOf(jobs, cancelRequested) : startOf(newest),
    total: sum(jobs, sizeOf),
    completed: sum(jobs, ({ images }) => images.length),
    failed: jobs.filter(({ status }) => status === 'error').flatMap(numbersOf),
    ...(current === undefined ? {} : { current: numberOf(current) }),
    jobs,
    redone: slots.flatMap((slot) => (slot.newest === slot.standing ? [] : [slot.newest])),
    ...(waitingFor === undefined ? {} : { waitingFor }),
    ...(paused ? {} : etaOf(newest)),
    ...(ended ? { finishedAt: Math.max(...newest.map((job) => job.finishedAt ?? 0)) } : {}),
  }
}

/** What all jobs that have not ended wait for: what the first of them waits for, as long as none is worked on. */
function waitOf(jobs: readonly JobView[]): WaitingFor | undefined {
  const open = jobs.filter(({ status }) => !isEnded(status))
  if (open.some(({ waitingFor }) => waitingFor === undefined)) return undefined
  return (open.find(({ status }) => status === 'processing') ?? open[0])?.waitingFor
}

/** The time until the last one ends; absent when it is not known of one of them. */
function etaOf(jobs: readonly JobView[]): Pick<GroupFold, 'etaSeconds'> {
  const open = jobs.filter(({ status }) => !isEnded(status))
  const etas = open.flatMap(({ etaSeconds }) => etaSeconds ?? [])
  return open.length === 0 || etas.length < open.length ? {} : { etaSeconds: Math.max(...etas) }
}

const numberOf = (job: JobView): number => job.part?.number ?? 0

/** Number of pictures that the job has, or was to have. */
const sizeOf = ({ status, images, inputs }: JobView): number =>
  status === 'completed' ? images.length : picturesOf(inputs)

const numbersOf = (job: JobView): readonly number[] =>
  Array.from({ length: sizeOf(job) }, (_, index) => numberOf(job) + index)

const sum = (jobs: readonly JobView[], count: (job: JobView) => number): number =>
  jobs.reduce((total, job) => total + count(job), 0)

const slotsOf = (runs: readonly JobView[]): readonly Slot[] =>
  [...Map.groupBy(runs, numberOf)]
    .sort(([a], [b]) => a - b)
    .flatMap(([, ofNumber]) => {
      const newest = ofNumber.at(-1)
      const made = ofNumber.findLast(({ status }) => status === 'completed')
      return newest === undefined ? [] : [{ newest, standing: made ?? newest }]
    })

const startOf = (jobs: readonly JobView[]): GroupStatus =>
  jobs.every(({ status }) => status === 'queued') ? 'queued' : 'processing'

function endOf(jobs: readonly JobView[], cancelRequested: boolean): GroupStatus {
  const completed = jobs.filter(({ status }) => status === 'completed').length
  if (completed === jobs.length) return 'completed'
  if (cancelRequested || jobs.every(({ status }) => status === 'cancelled')) return 'cancelled'
  return completed > 0 ? 'completed' : 'error'
}
