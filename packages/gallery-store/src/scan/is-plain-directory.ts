import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { isAbsent } from './image-reader.ts'

/** Whether a directory exists and its path from the root has no link; unreachable ones count: reading tells more. */
export function isPlainDirectory(root: string, directory: string): boolean {
  try {
    const realRoot = realpathSync.native(root)
    return realpathSync.native(join(root, directory)) === join(realRoot, directory)
  } catch (error) {
    return !isAbsent(error)
  }
}
