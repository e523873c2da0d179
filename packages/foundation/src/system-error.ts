/** `ENOENT` and the like, or `''` for what is no error of the system. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const isOneOf =
  (...codes: readonly string[]) =>
  (error: unknown): boolean =>
    codes.includes(errorCode(error))

/** There is no such file. */
export const isMissing: (error: unknown) => boolean = isOneOf('ENOENT', 'ENOTDIR')

/** The disk, or the part of it that we may use, is full: waiting can help. */
export const isDiskFull: (error: unknown) => boolean = isOneOf('ENOSPC', 'EDQUOT', 'EFBIG')

/** The place may only be read. */
export const isReadOnly: (error: unknown) => boolean = isOneOf('EACCES', 'EPERM', 'EROFS')

/** The file system refused something at a path; what fails on an open file names none. */
export const isFileError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && 'path' in error
