import type { Job, Jobs } from '@darkroom/door-ports'
import { missing } from '../errors/api-v2-error.ts'
import type { Services } from '../services.ts'
import type { WireJob } from '../wire.ts'
import { toJob } from './to-job.ts'

/** What a client wrote, as far as it is worth repeating. */
const quoted = (id: string): string => JSON.stringify(id.slice(0, 80))

/** @throws DoorError 404 */
export function theJob(jobs: Pick<Jobs, 'get'>, id: string): Job {
  const job = jobs.get(id)
  if (job === undefined) throw missing(`job ${quoted(id)}`)
  return job
}

export const showJob = async (
  job: Job,
  { watch, canceling }: Pick<Services, 'watch' | 'canceling'>,
  origin: string,
): Promise<WireJob> => {
  const isCanceling = canceling.has(job)
  return toJob(job, {
    origin,
    isCanceling,
    live: watch.live(job.id),
    nodes: await watch.nodes(job),
  })
}
