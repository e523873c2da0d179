import type { Caller, Job, JobStatus, Jobs } from '@darkroom/door-ports'
import { noteOf } from '../ids/facade-note.ts'

/**
 * The jobs of a caller, newest first: those that came by this door from its address, and from its socket where it says which
 * that is, for several programs may share an address.
 */
export function ownJobs(
  jobs: Pick<Jobs, 'list'>,
  {
    caller,
    clientId,
    status,
  }: {
    readonly caller: Pick<Caller, 'client'>
    readonly clientId?: string | undefined
    readonly status: JobStatus
  },
): readonly Job[] {
  return [...eachOf(jobs, status)].filter((job) => {
    const note = noteOf(job)
    if (note === undefined || job.client !== caller.client) return false
    return clientId === undefined || note.clientId === clientId
  })
}

function* eachOf(jobs: Pick<Jobs, 'list'>, status: JobStatus): Generator<Job> {
  let cursor: string | undefined
  do {
    const page = jobs.list({ status: [status], limit: 1000, cursor })
    yield* page.jobs
    cursor = page.cursor
  } while (cursor !== undefined)
}
