import type { Job, JobProgress, JobStatus } from '@darkroom/door-ports'
import type { WireStatus } from '../wire.ts'

/** What is told of a job that is being stopped, as the house tells it in a running job's progress. */
const isStopping = (progress: JobProgress | undefined): boolean => progress?.stage === 'cancelling'

export function toStatus(
  { status, progress }: Pick<Job, 'status' | 'progress'>,
  { isCanceling }: { readonly isCanceling: boolean },
): WireStatus {
  switch (status) {
    case 'queued':
      return 'queued'
    case 'processing':
      return isCanceling || isStopping(progress) ? 'canceling' : 'running'
    case 'completed':
      return 'succeeded'
    case 'error':
      return 'failed'
    case 'cancelled':
      return 'canceled'
  }
}

/** Those that `?status=` may name, with what the house calls them; no job of ours expires. */
export const statusWords: ReadonlyMap<string, readonly JobStatus[]> = new Map([
  ['queued', ['queued']],
  ['running', ['processing']],
  ['canceling', ['processing']],
  ['succeeded', ['completed']],
  ['canceled', ['cancelled']],
  ['failed', ['error']],
  ['expired', []],
])
