import { isEnded } from '../job/job-status.ts'
import type { JobStatus, JobView } from '../job/job-view.ts'
import type { WaitingFor } from '../waiting/waiting-for.ts'
import type { GroupStatus } from './group-view.ts'
import { sampleOf } from './sample-of.ts'

/** A run of one number of a group, as far as the state of the group needs it: there can be ten thousand. */
export interface GroupRun {
  readonly status: JobStatus
  /** Number in the group, of its first picture. */
  readonly number: number
  /** Number of pictures that the run has, or was to have. */
  readonly pictures: number
  readonly finishedAt: number | undefined
  readonly view: () => JobView
}

export interface GroupFold {
  readonly status: GroupStatus
  readonly total: number
  readonly completed: number
  readonly failed: readonly number[]
  readonly current?: number
  readonly runs: readonly GroupRun[]
  readonly redone: readonly GroupRun[]
  readonly etaSeconds?: number
  readonly waitingFor?: WaitingFor
  readonly finishedAt?: number
}

/** All runs of one number of the group. */
interface Slot {
  /** The run whose pictures count, else the newest. */
  readonly standing: GroupRun
  readonly newest: GroupRun
}

/**
 * Computes the state of a batch or sequence from its jobs alone, so that it cannot disagree with them. `runs` are all
 * jobs ever made for it, oldest first. A run that makes a picture replaces the one before; a run that makes none does
 * not.
 */
export function foldGroup(
  runs: readonly GroupRun[],
  { cancelRequested, paused }: { readonly cancelRequested: boolean; readonly paused: boolean },
): GroupFold {
  const { standing, newest, redone } = sortOut(runs)
  const ended = newest.every(({ status }) => isEnded(status))
  const current = newest.find(({ status }) => status === 'processing')
  const waitingFor = waitOf(newest)
  return {
    status: ended ? endOf(standing, cancelRequested) : startOf(newest),
    total: sum(standing),
    completed: sum(standing.filter(({ status }) => status === 'completed')),
    failed: standing.filter(({ status }) => status === 'error').flatMap(numbersOf),
    ...(current === undefined ? {} : { current: current.number }),
    runs: standing,
    redone,
    ...(waitingFor === undefined ? {} : { waitingFor }),
    ...(paused ? {} : etaOf(newest)),
    ...(ended
      ? { finishedAt: newest.reduce((last, job) => Math.max(last, job.finishedAt ?? 0), 0) }
      : {}),
  }
}

/** What all jobs that have not ended wait for: what the first of them waits for, as long as none is worked on. */
function waitOf(jobs: readonly GroupRun[]): WaitingFor | undefined {
  const begun = jobs.filter(({ status }) => status === 'processing').map(({ view }) => view())
  if (begun.some(({ waitingFor }) => waitingFor === undefined)) return undefined
  return (begun[0] ?? jobs.find(({ status }) => status === 'queued')?.view())?.waitingFor
}

/** The time until the last one ends; absent when it is not known of one of them. */
function etaOf(jobs: readonly GroupRun[]): Pick<GroupFold, 'etaSeconds'> {
  const open = jobs.filter(({ status }) => !isEnded(status))
  const begun = open.filter(({ status }) => status === 'processing')
  const asked = [...begun, ...sampleOf(open)]
  const etas = asked.flatMap(({ view }) => view().etaSeconds ?? [])
  return asked.length === 0 || etas.length < asked.length ? {} : { etaSeconds: Math.max(...etas) }
}

const numbersOf = ({ number, pictures }: GroupRun): readonly number[] =>
  Array.from({ length: pictures }, (_, index) => number + index)

const sum = (jobs: readonly GroupRun[]): number =>
  jobs.reduce((total, { pictures }) => total + pictures, 0)

/** The runs by number: of most groups each number has one, and then there is nothing to sort out. */
function sortOut(
  runs: readonly GroupRun[],
): Record<'standing' | 'newest' | 'redone', readonly GroupRun[]> {
  const isPlain = runs.every(({ number }, at) => at === 0 || number > (runs[at - 1]?.number ?? 0))
  if (isPlain) return { standing: runs, newest: runs, redone: [] }
  const slots = slotsOf(runs)
  return {
    standing: slots.map((slot) => slot.standing),
    newest: slots.map((slot) => slot.newest),
    redone: slots.flatMap((slot) => (slot.newest === slot.standing ? [] : [slot.newest])),
  }
}

const slotsOf = (runs: readonly GroupRun[]): readonly Slot[] =>
  [...Map.groupBy(runs, ({ number }) => number)]
    .sort(([a], [b]) => a - b)
    .flatMap(([, ofNumber]) => {
      const newest = ofNumber.at(-1)
      const made = ofNumber.findLast(({ status }) => status === 'completed')
      return newest === undefined ? [] : [{ newest, standing: made ?? newest }]
    })

const startOf = (jobs: readonly GroupRun[]): GroupStatus =>
  jobs.every(({ status }) => status === 'queued') ? 'queued' : 'processing'

function endOf(jobs: readonly GroupRun[], cancelRequested: boolean): GroupStatus {
  const completed = jobs.filter(({ status }) => status === 'completed').length
  if (completed === jobs.length) return 'completed'
  if (cancelRequested || jobs.every(({ status }) => status === 'cancelled')) return 'cancelled'
  return completed > 0 ? 'completed' : 'error'
}
