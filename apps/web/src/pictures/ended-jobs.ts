import { onLive } from '../api/live.ts'
import type { Job } from '../api/types.ts'

/** Milliseconds after which nobody waits for a job any more. */
const patienceMs = 60 * 60 * 1000

export interface EndedJobs {
  /** The job when it has ended. */
  of(id: string): Promise<Job>
}

/** Listens for jobs that end from now on, so that one that is quicker than the answer to its request is not missed. */
export function listenForEnds(): EndedJobs {
  const ended = new Map<string, Job>()
  const waiting = new Map<string, (job: Job) => void>()
  const take = (job: Job): void => {
    ended.set(job.request_id, job)
    waiting.get(job.request_id)?.(job)
  }
  const stops = [onLive('completed', take), onLive('error', take), onLive('cancelled', take)]
  const stop = (): void => {
    for (const each of stops) each()
  }
  const timer = setTimeout(stop, patienceMs)
  return {
    of: (id) =>
      new Promise<Job>((resolve) => {
        const found = ended.get(id)
        if (found === undefined) waiting.set(id, resolve)
        else resolve(found)
      }).finally(() => {
        clearTimeout(timer)
        stop()
      }),
  }
}
