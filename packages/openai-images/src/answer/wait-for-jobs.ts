import { hasEnded, type Job, type Jobs, untilEnded } from '@darkroom/door-ports'
import { callerGone, stopped } from './failure-of-job.ts'

export interface Waiting {
  readonly jobs: Pick<Jobs, 'news' | 'get'>
  readonly ids: readonly string[]
  /** Aborts when the caller has gone. */
  readonly caller: AbortSignal
  /** Aborts when the server stops. */
  readonly stopping: AbortSignal
}

/** The jobs once all have ended. @throws DoorError when they have not, because the caller has gone or the server stops */
export async function waitForJobs({
  jobs,
  ids,
  caller,
  stopping,
}: Waiting): Promise<readonly Job[]> {
  const signal = AbortSignal.any([caller, stopping])
  const ended = await untilEnded(jobs, ids, { signal })
  if (ended.every(hasEnded)) return ended
  throw caller.aborted ? callerGone() : stopped()
}
