import { errorCode } from '@darkroom/foundation'

/** A file could not be read as what it should be; the message is for a person. */
export class FileError extends Error {
  override readonly name = 'FileError'
}

/** Why a file cannot be opened, in a few words. */
export function openProblem(error: unknown): string {
  switch (errorCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file'
    case 'EACCES':
    case 'EPERM':
      return 'this user may not read it'
    case 'EISDIR':
      return 'it is a folder'
    default:
      return error instanceof Error ? error.message : 'it cannot be read'
  }
}
