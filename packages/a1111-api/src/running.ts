import type { House, Job } from '@darkroom/door-ports'
import { type Run, type Runs, requestOf } from './runs.ts'

/** What of a client runs now: its newest running job, and all jobs of that request. */
export interface RunningRequest {
  readonly job: Job
  readonly jobs: readonly Job[]
  /** Absent of a request from before a restart. */
  readonly run: Run | undefined
}

/** Jobs run on servers, of which there are fewer. */
const mostRunning = 1000

/** The running jobs of a client that came by this door, newest first. */
export const runningJobs = ({ jobs }: Pick<House, 'jobs'>, client: string): readonly Job[] =>
  jobs
    .list({ status: ['processing'], limit: mostRunning })
    .jobs.filter((job) => requestOf(job, client) !== undefined)

const jobsOf = (run: Run, { jobs }: Pick<House, 'jobs'>): readonly Job[] =>
  run.ids.flatMap((id) => jobs.get(id) ?? [])

export function runningRequest(
  house: Pick<House, 'jobs'>,
  runs: Runs,
  client: string,
): RunningRequest | undefined {
  const [job] = runningJobs(house, client)
  if (job === undefined) return undefined
  const run = runs.open().find(({ id }) => id === requestOf(job, client))
  return { job, run, jobs: run === undefined ? [job] : jobsOf(run, house) }
}

/** The oldest request of a client of which nothing runs yet. */
export const waitingRequest = (runs: Runs, client: string): Run | undefined =>
  runs.open().find((run) => run.client === client)

/**
 * What an interrupt stops: every request of the client with a running job, wholly; if there is none, the one that is its
 * next. Nobody else's.
 */
export function toInterrupt(
  house: Pick<House, 'jobs'>,
  runs: Runs,
  client: string,
): readonly string[] {
  const running = runningJobs(house, client)
  const requests = new Set(running.map((job) => requestOf(job, client)))
  const open = runs.open().filter(({ id }) => requests.has(id))
  const next = running.length === 0 ? waitingRequest(runs, client) : undefined
  return [
    ...new Set([
      // What waits goes first, or it would begin when its server is free.
      ...open.flatMap(({ ids }) => ids.toReversed()),
      ...running.map(({ id }) => id),
      ...(next?.ids ?? []),
    ]),
  ]
}
