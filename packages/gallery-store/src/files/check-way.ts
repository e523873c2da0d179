import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { isAbsent } from '../scan/image-reader.ts'

/** The obstacle to putting files into a folder: a part of its path is a link or not a folder. */
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
