import { type Job, untilEnded } from '@darkroom/door-ports'
import type { Call } from '../tool.ts'
import { createProgress } from './create-progress.ts'

/** The jobs once all have ended, or as they are after so many seconds; one that is not known is absent. */
export async function waitForJobs(
  ids: readonly string[],
  seconds: number,
  { house, signal, report }: Pick<Call, 'house' | 'signal' | 'report'>,
): Promise<readonly Job[]> {
  if (seconds === 0) return ids.flatMap((id) => house.jobs.get(id) ?? [])
  return await untilEnded(house.jobs, ids, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]),
    onNews: createProgress(ids, report),
  })
}
