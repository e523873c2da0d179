import { hasEnded, type Job } from '@darkroom/door-ports'
import { toTimestamp } from './to-timestamp.ts'

export interface ProgressOptions {
  /** The client's own id for the request. */
  readonly task: string | undefined
  /** In base64. */
  readonly image: string | undefined
  /** Whether it is being stopped. */
  readonly isInterrupted: boolean
}

/** When nothing of the caller runs: clients wait for exactly these zeros. */
export const idle = (waiting: string | null = null) => ({
  progress: 0,
  eta_relative: 0,
  state: {
    skipped: false,
    interrupted: false,
    stopping_generation: false,
    job: '',
    job_count: 0,
    job_timestamp: '0',
    job_no: 0,
    sampling_step: 0,
    sampling_steps: 0,
  },
  current_image: null,
  textinfo: waiting,
  current_task: null,
})

/** What is told of a request with a running job, by all of its jobs. */
export function toProgress(
  running: Job,
  jobs: readonly Job[],
  { task, image, isInterrupted }: ProgressOptions,
) {
  const ended = jobs.filter(hasEnded).length
  const parts = jobs.map((job) => (hasEnded(job) ? 1 : (job.progress?.value ?? 0)))
  const done = parts.reduce((sum, part) => sum + part, 0) / Math.max(1, jobs.length)
  return {
    // As in A1111, what runs is never at nothing, which would say that nothing runs.
    progress: Math.min(1, Math.max(0.01, done)),
    eta_relative: running.etaSeconds ?? 0,
    state: {
      skipped: false,
      interrupted: isInterrupted,
      stopping_generation: false,
      job: jobs.length > 1 ? `Batch ${ended + 1} out of ${jobs.length}` : 'scripts_txt2img',
      job_count: jobs.length,
      job_timestamp: toTimestamp(running.startedAt ?? running.createdAt),
      job_no: ended,
      sampling_step: running.progress?.step ?? 0,
      sampling_steps: running.progress?.steps ?? 0,
    },
    current_image: image ?? null,
    textinfo: running.progress?.stage ?? null,
    current_task: task ?? null,
  }
}
