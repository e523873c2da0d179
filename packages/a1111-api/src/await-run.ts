import { type Caller, DoorError, type House, hasEnded, type Job } from '@darkroom/door-ports'
import { untilAborted } from '@darkroom/foundation'
import type { Orphans } from './orphans.ts'
import type { Run } from './runs.ts'

const stopped = (): DoorError =>
  new DoorError(503, 'stopping', 'The server stops; what was asked for goes on after its start.')

/** Ends the answering of a request whose caller has gone; what it asked for goes on. */
export class CallerGoneError extends Error {
  override readonly name = 'CallerGoneError'

  constructor() {
    super('The caller has gone')
  }
}

/**
 * The jobs of a run once they have ended. When the caller goes away before, they go on, and wait for it to ask again.
 * @throws CallerGoneError; DoorError 503 when the server stops
 */
export async function awaitRun(
  run: Run,
  { signal }: Pick<Caller, 'signal'>,
  { orphans, house }: { readonly orphans: Orphans<Run>; readonly house: Pick<House, 'jobs'> },
): Promise<readonly Job[]> {
  const gone = (): CallerGoneError => {
    orphans.leave(run.key, run, run.ended)
    return new CallerGoneError()
  }
  const jobs = await untilAborted(run.ended, signal).catch((error: unknown) => {
    throw signal.aborted ? gone() : error
  })
  if (signal.aborted) throw gone()
  const now = jobs.map((job) => house.jobs.get(job.id) ?? job)
  if (!now.every(hasEnded)) throw stopped()
  return now
}

/** Whether what was left is worth being claimed: nothing of it failed, was cancelled or is being stopped. */
export const isGood = ({ ids, isInterrupted }: Run, { jobs }: Pick<House, 'jobs'>): boolean =>
  !isInterrupted &&
  ids.every((id) => {
    const status = jobs.get(id)?.status
    return status !== undefined && status !== 'error' && status !== 'cancelled'
  })
