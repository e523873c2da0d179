import { whyOf } from '../../queue/why.ts'
import type { Frame, Sequence } from './sequence-queries.ts'

/** How far a job is, as the stream tells it. */
export interface FrameProgress {
  readonly value: number
  readonly step: number
  readonly steps: number
  readonly stage: string
  readonly stale?: boolean | undefined
}

/** How a frame stands: `text` says it, `hint` what to do about it. */
export interface FrameStanding {
  /** `gone`: it was made, and its picture has been deleted since. */
  readonly kind: 'done' | 'running' | 'waiting' | 'failed' | 'cancelled' | 'gone'
  readonly text: string
  readonly hint?: string | undefined
  /** From 0 to 1, while it is worked on and that is known. */
  readonly value?: number | undefined
  /** The job that is worked on, or waits. */
  readonly openJob?: string | undefined
  /** Seconds until it is there, where somebody knows. */
  readonly seconds?: number | undefined
}

type Job = Pick<
  Frame,
  | 'request_id'
  | 'status'
  | 'waiting_for'
  | 'waiting_detail'
  | 'eta_seconds'
  | 'error'
  | 'error_info'
>

const stepsOf = (progress: FrameProgress | undefined): string => {
  if (progress === undefined) return 'It begins …'
  if (progress.stale === true) return 'Nothing is heard of the server.'
  const { step, steps, stage } = progress
  return steps > 0 ? `step ${step} of ${steps}` : stage
}

const standingOfJob = (job: Job, progress: FrameProgress | undefined): FrameStanding => {
  const open = { openJob: job.request_id, seconds: job.eta_seconds }
  switch (job.status) {
    case 'queued':
      return { kind: 'waiting', text: whyOf(job), ...open }
    case 'processing':
      return { kind: 'running', text: stepsOf(progress), value: progress?.value, ...open }
    case 'error':
      return { kind: 'failed', text: job.error ?? 'It failed.', hint: job.error_info?.hint }
    case 'cancelled':
      return { kind: 'cancelled', text: 'It was cancelled.' }
    case 'completed':
      return { kind: 'done', text: '' }
  }
}

/** The frame whose failure left this one out: each waits for the one before. */
const cause = ({ status, frames }: Sequence, frame: Frame): Frame | undefined =>
  status === 'cancelled'
    ? undefined
    : frames
        .slice(0, frames.indexOf(frame))
        .findLast((before) => before.status === 'error' && before.image === undefined)

/** How a frame stands, and what is being made in its place. */
export function standingOf(
  frame: Frame,
  sequence: Sequence,
  progressOf: (requestId: string) => FrameProgress | undefined,
): FrameStanding {
  const { redo, image } = frame
  // Nobody wants the other any more.
  if (redo !== undefined && redo.status !== 'cancelled')
    return standingOfJob(redo, progressOf(redo.request_id))
  const standing = standingOfJob(frame, progressOf(frame.request_id))
  if (standing.kind === 'done' && image === undefined) {
    return { kind: 'gone', text: 'Its picture is no longer in the gallery.' }
  }
  const failed = standing.kind === 'cancelled' ? cause(sequence, frame) : undefined
  if (failed === undefined) return standing
  return { ...standing, text: `Left out, because frame ${failed.frame_number} failed.` }
}
