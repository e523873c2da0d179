import { errorCode } from '@darkroom/foundation'
import { GalleryError, GalleryWriteError, InvalidPathError, TurnLostError } from '../errors.ts'
import { toWriteError } from './to-write-error.ts'

/** An error on its way between threads, which would lose its class and its code. */
export type FileFailure =
  | { readonly kind: 'path'; readonly path: string; readonly reason: string }
  | {
      readonly kind: 'write'
      readonly path: string
      readonly code: string
      readonly cause: unknown
    }
  | { readonly kind: 'turn' }
  | { readonly kind: 'other'; readonly cause: unknown }

export function toFailure(error: unknown, path: string): FileFailure {
  if (error instanceof InvalidPathError) {
    return { kind: 'path', path: error.path, reason: error.reason }
  }
  if (error instanceof TurnLostError) return { kind: 'turn' }
  const known = errorCode(error) === '' ? error : toWriteError(error, path)
  if (known instanceof GalleryWriteError) {
    return { kind: 'write', path: known.path, code: known.code, cause: known.cause }
  }
  return { kind: 'other', cause: error }
}

export function toFileError(failure: FileFailure): GalleryError {
  switch (failure.kind) {
    case 'path':
      return new InvalidPathError(failure.path, failure.reason)
    case 'write':
      return new GalleryWriteError(failure.path, failure.code, failure.cause)
    case 'turn':
      return new TurnLostError()
    case 'other':
      return new GalleryError(`A file could not be changed: ${String(failure.cause)}`, {
        cause: failure.cause,
      })
  }
}
