import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isAbsent } from '../scan/image-reader.ts'
import { joinPath } from '../table/join-path.ts'

/**
 * The folder under the names that it has on the disk. A name that is composed otherwise looks the same, so it means the
 * folder that is there; a new one is made composed, as most systems do.
 */
export async function folderOnDisk(root: string, folder: string): Promise<string> {
  let path = ''
  for (const part of folder.split('/'))
    path = joinPath(path, await nameOnDisk(join(root, path), part))
  return path
}

async function nameOnDisk(directory: string, name: string): Promise<string> {
  const composed = name.normalize('NFC')
  // Plain names have one form, and need no look.
  if (composed === name.normalize('NFD')) return name
  const names = await namesIn(directory)
  if (names.includes(name)) return name
  return names.find((other) => other.normalize('NFC') === composed) ?? composed
}

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    // Also where the way leads through a file: what moves the picture tells so.
    if (isAbsent(error)) return []
    throw error
  }
}
