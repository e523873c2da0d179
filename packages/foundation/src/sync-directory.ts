import { open } from 'node:fs/promises'
import { errorCode } from './system-error.ts'

/** The errors of Windows and some network mounts, which cannot sync a directory and do not need to. */
const cannotSync: ReadonlySet<string> = new Set(['EPERM', 'EISDIR', 'EINVAL', 'EACCES'])

/** Makes renames in a directory survive a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  try {
    await using handle = await open(path, 'r')
    await handle.sync()
  } catch (error) {
    if (!cannotSync.has(errorCode(error))) throw error
  }
}
