import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode } from './system-error.ts'

/** What Windows and some network mounts answer: they cannot sync a directory, and need not. */
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

/** Makes a directory with all that is missing above it, each made durable. `mode` as for `mkdir`. */
export async function makeDirectory(path: string, { mode }: { mode?: number } = {}): Promise<void> {
  const first = await mkdir(path, { recursive: true, ...(mode === undefined ? {} : { mode }) })
  if (first === undefined) return
  for (let made = path; made.length >= first.length; made = dirname(made)) {
    await syncDirectory(dirname(made))
  }
}
