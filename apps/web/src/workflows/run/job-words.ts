import type { Job } from '../../api/types.ts'

const statusWords: Readonly<Record<Job['status'], string>> = {
  queued: 'Waiting',
  processing: 'Running',
  completed: 'Done',
  error: 'Failed',
  cancelled: 'Cancelled',
}

export const statusWord = ({ status }: Pick<Job, 'status'>): string => statusWords[status]

/** Seconds as people say them. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

type Standing = Pick<Job, 'status' | 'position' | 'waiting_detail' | 'progress' | 'eta_seconds'>

/** How a job that has not ended stands, as one sentence without an end. */
export function standingText({
  status,
  position,
  waiting_detail: detail,
  progress,
  eta_seconds: eta,
}: Standing): string {
  const left = eta === undefined || eta <= 0 ? '' : `, about ${durationText(eta)} left`
  if (status === 'queued') {
    if (detail !== undefined) return detail
    return position === undefined || position === 0 ? 'Next in the queue' : `${position} before it`
  }
  if (progress === undefined) return `Running${left}`
  const { step, steps, stage } = progress
  return steps > 0 ? `Step ${step} of ${steps}${left}` : `${stage}${left}`
}
