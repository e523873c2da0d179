import { hasEnded, type Job, type JobNews } from './job.ts'
import type { Jobs } from './jobs.ts'

export interface UntilEndedOptions {
  readonly signal: AbortSignal
  /** Hears everything of the jobs meanwhile. */
  readonly onNews?: (news: JobNews) => void
}

/** The jobs in the order of their ids once all have ended, or as they are when the signal aborts; one that is not known is absent. */
export async function untilEnded(
  jobs: Pick<Jobs, 'news' | 'get'>,
  ids: readonly string[],
  { signal, onNews }: UntilEndedOptions,
): Promise<readonly Job[]> {
  const known = (): readonly Job[] => ids.flatMap((id) => jobs.get(id) ?? [])
  if (!known().every(hasEnded)) {
    for await (const news of jobs.news({ ids, signal })) onNews?.(news)
  }
  return known()
}
