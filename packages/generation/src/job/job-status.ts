import type { JobState } from '@darkroom/job-queue'
import type { JobStatus } from './job-view.ts'

/** The public status of a queue state. */
export function statusOf(state: JobState): JobStatus {
  switch (state) {
    case 'blocked':
    case 'delayed':
    case 'queued':
      return 'queued'
    case 'leased':
      return 'processing'
    case 'succeeded':
      return 'completed'
    case 'failed':
    case 'dead':
      return 'error'
    case 'cancelled':
    case 'skipped':
      return 'cancelled'
  }
}

/** The queue's states behind a public one. */
export const statesOf = (status: JobStatus): readonly JobState[] => {
  switch (status) {
    case 'queued':
      return ['blocked', 'delayed', 'queued']
    case 'processing':
      return ['leased']
    case 'completed':
      return ['succeeded']
    case 'error':
      return ['failed', 'dead']
    case 'cancelled':
      return ['cancelled', 'skipped']
  }
}

export const isEnded = (status: JobStatus): boolean =>
  status === 'completed' || status === 'error' || status === 'cancelled'
