import { hash, randomUUID } from 'node:crypto'
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
export function hasLivingOwner(
  name: string,
  stats: { readonly mtimeMs: number } | undefined,
): boolean {
  const [host, pid = ''] = name.split('-')
  if (host !== hostTag()) return Date.now() - (stats?.mtimeMs ?? 0) < longestMs
  // A former process of a container may have had our id.
  if (Number(pid) === process.pid) return false
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}
