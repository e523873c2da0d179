import { GenerationError } from '../errors.ts'

/** The lease is lost, and another run may have the job by now: stop, and change nothing. */
export class LeaseLostError extends GenerationError {
  override readonly name = 'LeaseLostError'

  constructor(jobId: string) {
    super(`The lease of job ${jobId} is lost`)
  }
}

/** The queue holds something that this version cannot run. */
export class UnreadableJobError extends GenerationError {
  override readonly name = 'UnreadableJobError'

  constructor(jobId: string) {
    super(`Job ${jobId} is no request of this version`)
  }
}
