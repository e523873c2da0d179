import { errorCode, isDiskFull, isMissing, isReadOnly } from '@darkroom/foundation'
import { UploadDiskError } from '../errors.ts'

/** Does something on the disk of the uploads, whose refusals become errors that a person understands. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = errorCode(error)
    if (isDiskFull(error)) {
      throw new UploadDiskError('The disk of the uploads is full', { code, cause: error })
    }
    if (isReadOnly(error) || isMissing(error) || code === 'EIO') {
      throw new UploadDiskError(`The uploads cannot be written: ${code}`, { code, cause: error })
    }
    throw error
  }
}
