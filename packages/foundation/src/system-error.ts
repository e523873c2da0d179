/** The code of a system error such as `ENOENT`; `''` for other errors. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const isOneOf =
  (...codes: readonly string[]) =>
  (error: unknown): boolean =>
    codes.includes(errorCode(error))

/** Whether the file does not exist. */
export const isMissing: (error: unknown) => boolean = isOneOf('ENOENT', 'ENOTDIR')

/** Whether the disk or our quota is full, so that waiting can help. */
export const isDiskFull: (error: unknown) => boolean = isOneOf('ENOSPC', 'EDQUOT', 'EFBIG')

/** Whether the place is read-only. */
export const isReadOnly: (error: unknown) => boolean = isOneOf('EACCES', 'EPERM', 'EROFS')

/** Whether the file system refused a path; errors of an open file have none. */
export const isFileError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && 'path' in error
