import type { JobStatus } from '../../api/types.ts'
import { durationText } from '../run/job-words.ts'

interface StandingBatch {
  readonly status: JobStatus
  readonly total_images: number
  readonly completed_images: number
  readonly failed_images: readonly number[]
  readonly waiting_detail?: string | undefined
  readonly estimated_seconds_remaining: number | null
}

export const isGoing = ({ status }: Pick<StandingBatch, 'status'>): boolean =>
  status === 'queued' || status === 'processing'

/** How a batch stands, in a line. */
export function batchStanding(batch: StandingBatch): string {
  const { total_images: total, completed_images: done, failed_images: failed } = batch
  const left = batch.estimated_seconds_remaining
  const waits =
    batch.waiting_detail ?? (left === null ? undefined : `about ${durationText(left)} left`)
  return [
    `${done.toLocaleString('en')} of ${total.toLocaleString('en')} done`,
    failed.length > 0 && `${failed.length.toLocaleString('en')} failed`,
    batch.status === 'cancelled' && 'cancelled',
    isGoing(batch) && waits,
  ]
    .filter((part) => typeof part === 'string')
    .join(' · ')
}
