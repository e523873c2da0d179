import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { isAbsent } from './image-reader.ts'

/** Whether it is there and no part of the way from the root to the directory is a symbolic link. What may not be reached counts as plain: reading it tells more. */
export function isPlainDirectory(root: string, directory: string): boolean {
  try {
    const realRoot = realpathSync.native(root)
    return realpathSync.native(join(root, directory)) === join(realRoot, directory)
  } catch (error) {
    return !isAbsent(error)
  }
}
