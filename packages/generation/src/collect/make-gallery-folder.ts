import { randomUUID } from 'node:crypto'
import { lstat, mkdir, rename, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isMissing, syncDirectory } from '@darkroom/foundation'

/**
 * Makes a folder below the root with its missing parents, each by renaming it out of staging. An empty folder that has
 * taken the gallery's place has no staging, so nothing is ever made in it. A link to a folder is none.
 */
export async function makeGalleryFolder(
  folder: string,
  { root, staging }: { readonly root: string; readonly staging: string },
): Promise<void> {
  let path = root
  for (const part of folder.split('/').filter((name) => name !== '' && name !== '.')) {
    path = join(path, part)
    if (!(await isFolder(path))) await moveIn(path, join(staging, randomUUID()))
  }
}

async function moveIn(path: string, temporary: string): Promise<void> {
  await mkdir(temporary)
  try {
    await rename(temporary, path)
  } catch (error) {
    await rmdir(temporary).catch(() => undefined)
    // Somebody else may have made it meanwhile.
    if (!(await isFolder(path))) throw error
  }
  await syncDirectory(dirname(path))
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory()
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
