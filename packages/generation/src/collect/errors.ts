import { GenerationError } from '../errors.ts'

/** What came over the wire is not a whole picture. */
export class BrokenDownloadError extends GenerationError {
  override readonly name = 'BrokenDownloadError'
}
