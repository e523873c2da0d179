import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { isAbsent } from '../scan/image-reader.ts'

/** Why nothing may be put into that folder: a part of the way to it is a link, or no folder. */
export async function findObstacle(root: string, folder: string): Promise<string | undefined> {
  let path = root
  for (const part of folder.split('/')) {
    path = join(path, part)
    try {
      const stats = await lstat(path)
      if (stats.isSymbolicLink()) return 'leads through a link'
      if (!stats.isDirectory()) return 'is the name of a file'
    } catch (error) {
      if (isAbsent(error)) return undefined
      throw error
    }
  }
  return undefined
}
