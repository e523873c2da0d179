import { chmod, lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeDirectory } from '@darkroom/foundation'
import { isWithin, stateFolders } from './config/state-folders.ts'

const files = ['install-id', 'galleries.json'] as const

const ownerOnly = (mode: number): boolean => (mode & 0o077) === 0

/**
 * Makes the state folder, for its owner alone: prompts and pictures are in it. One that others could read until now is
 * closed, with what is ours in it; a folder that is not ours alone, such as a shared temporary one, stays as it is. So
 * does one in which the gallery lies, which others may be meant to see. `folders`: those that are kept in it, by default all.
 */
export async function makePrivateState(
  state: string,
  gallery?: string,
  folders: readonly string[] = stateFolders,
): Promise<void> {
  const there = await readdir(state).catch(() => undefined)
  await makeDirectory(state, { mode: 0o700 })
  // Folders of these names are common, these files are not.
  const wasOurs = files.some((name) => there?.includes(name) === true)
  const isOurs = there === undefined || there.length === 0 || wasOurs
  if (isOurs && !(gallery !== undefined && isWithin(gallery, state))) await closeFolder(state)
  for (const name of folders) {
    const path = join(state, name)
    await makeDirectory(path, { mode: 0o700 })
    if (wasOurs && !ownerOnly((await lstat(path)).mode)) await closeTree(path)
  }
  for (const name of files) {
    if (there?.includes(name) === true) await chmod(join(state, name), 0o600)
  }
}

async function closeFolder(path: string): Promise<void> {
  const { mode, uid } = await lstat(path)
  const user = process.geteuid?.()
  // A volume that is ours by its group alone is not ours to close; the folders in it are.
  if (user !== 0 && uid !== user) return
  const isShared = (mode & 0o1000) !== 0
  if (!isShared && !ownerOnly(mode)) await chmod(path, 0o700)
}

/** Closes what lies in the folder first, so that a folder that is closed is closed to its leaves. */
async function closeTree(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) await closeTree(inner)
    else if (entry.isFile()) await chmod(inner, 0o600)
  }
  await chmod(path, 0o700)
}
