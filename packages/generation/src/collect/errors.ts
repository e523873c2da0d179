import { GenerationError } from '../errors.ts'

/** The download is not a whole picture. */
export class BrokenDownloadError extends GenerationError {
  override readonly name = 'BrokenDownloadError'
}
