import { hash, randomUUID } from 'node:crypto'
import { lstat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { errorCode } from '@darkroom/foundation'

/** The age from which an operation counts as abandoned when its owner's life cannot be checked. */
const longestMs = 60_000

function hostTag(): string {
  return hash('sha256', hostname(), 'hex').slice(0, 8)
}

/** A name for a file that is ours only while this process lives. */
export function ownedName(extension: string): string {
  return `${hostTag()}-${process.pid}-${randomUUID()}${extension}`
}

/** Whether the process that made the file may still be using it. */
export async function hasLivingOwner(name: string, path: string): Promise<boolean> {
  const [host, pid = ''] = name.split('-')
  if (host !== hostTag()) return await isRecent(path)
  // A former process of a container may have had our id.
  if (Number(pid) === process.pid) return false
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

async function isRecent(path: string): Promise<boolean> {
  try {
    return Date.now() - (await lstat(path)).mtimeMs < longestMs
  } catch {
    return false
  }
}
