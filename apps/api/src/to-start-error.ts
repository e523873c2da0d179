import { errorCode } from '@darkroom/foundation'
import type { Config } from './config/config-schema.ts'
import { isWithin } from './config/state-folders.ts'
import { StartError } from './start-error.ts'

const meanings: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its disk is read-only',
  ENOSPC: 'its disk is full',
  EDQUOT: 'the quota of its disk is used up',
  ENOTDIR: 'a file stands where a folder must be',
  EEXIST: 'a file stands where a folder must be',
}

/** An error of the file system in one of the folders as one line that names its key; others stay as they are. */
export function toStartError(
  error: unknown,
  {
    STATE_PATH,
    GALLERY_STORAGE_PATH,
    SHARED_STATE_PATH = STATE_PATH,
  }: Pick<Config, 'STATE_PATH' | 'GALLERY_STORAGE_PATH' | 'SHARED_STATE_PATH'>,
): unknown {
  const code = errorCode(error)
  if (code === '' || !(error instanceof Error && 'path' in error)) return error
  const path = String(error.path)
  const meaning = meanings[code] ?? error.message
  const named = Object.entries({ STATE_PATH, GALLERY_STORAGE_PATH, SHARED_STATE_PATH })
    .filter(([, folder]) => isWithin(path, folder) || isWithin(folder, path))
    .sort(([, a], [, b]) => b.length - a.length)[0]
  if (named === undefined) return error
  const [key, folder] = named
  return new StartError(`${key}=${folder} cannot be used: ${meaning} (${code}, ${path}).`, {
    cause: error,
  })
}
