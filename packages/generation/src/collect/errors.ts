import { GenerationError } from '../errors.ts'

/** The download is not a whole picture. */
export class BrokenDownloadError extends GenerationError {
  override readonly name = 'BrokenDownloadError'
}

/** The disk has no more left than is kept for the pictures of accepted jobs. */
export class DiskReserveError extends GenerationError {
  override readonly name = 'DiskReserveError'

  constructor() {
    super('The disk has no more left than is kept free')
  }
}

/** The job may be another's by now, which has its files. */
export class NotHeldError extends GenerationError {
  override readonly name = 'NotHeldError'

  constructor(jobId: string) {
    super(`The lease of job ${jobId} is over`)
  }
}
