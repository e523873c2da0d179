import type { Job } from '../api/types.ts'

/** Seconds as a person says them. */
export function toDuration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds))
  if (whole < 90) return `${whole} s`
  const minutes = Math.round(whole / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

const left = ({ eta_seconds: seconds }: Pick<Job, 'eta_seconds'>): readonly string[] =>
  seconds === undefined ? [] : [`about ${toDuration(seconds)} left`]

/** How far a job that runs is. */
export function toProgressText({
  progress,
  eta_seconds,
}: Pick<Job, 'progress' | 'eta_seconds'>): string {
  if (progress === undefined) return 'It begins …'
  if (progress.stale) return 'Nothing is heard of the server; this is how far it was.'
  const { step, steps, stage } = progress
  const where = steps > 0 ? `step ${step} of ${steps}` : stage
  return [where, ...left({ eta_seconds })].join(' · ')
}

/** Why a job waits, and for how long. */
export function toWaitingText({
  position = 0,
  waiting_for,
  waiting_detail,
  eta_seconds,
}: Pick<Job, 'position' | 'waiting_for' | 'waiting_detail' | 'eta_seconds'>): string {
  if (waiting_for !== undefined && waiting_for !== 'turn' && waiting_detail !== undefined) {
    return waiting_detail
  }
  const before =
    position === 0
      ? 'It is next.'
      : position === 1
        ? 'One job is before it.'
        : `${position} jobs are before it.`
  return [
    before,
    ...left({ eta_seconds }).map((text) => `${text[0]?.toUpperCase()}${text.slice(1)}.`),
  ].join(' ')
}
