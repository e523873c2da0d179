import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { isMissing, isReadOnly } from '@darkroom/foundation'
import type { AwayReason, DiskReport } from './disk-report.ts'
import { readMarker } from './gallery-marker.ts'
import type { MarkerFile } from './marker-file.ts'

export interface LookOptions {
  readonly root: string
  readonly marker: MarkerFile
  /** Free bytes below which the disk is low. */
  readonly least: number
  /** Whether a folder with this text in its marker, or with none, is the gallery. */
  readonly isOurs: (marker: string | undefined) => boolean
}

/** One look at the gallery's folder. Never rejects: a disk that errs is away. */
export async function lookAtGallery({
  root,
  marker,
  least,
  isOurs,
}: LookOptions): Promise<DiskReport> {
  try {
    // Beside each other, for every job waits for some looks; only of the gallery do the answers count.
    const room = Promise.all([mayWrite(root), freeBytesOf(root)])
    room.catch(() => undefined)
    const reason = await whyAway(root, await marker.text(), isOurs)
    if (reason !== undefined) return { state: 'missing', reason }
    const [isWritable, freeBytes] = await room
    if (!isWritable) return { state: 'read-only', freeBytes }
    if (freeBytes < least) return { state: 'low', freeBytes, neededBytes: least }
    return { state: 'writable', freeBytes }
  } catch {
    return { state: 'missing', reason: 'unreachable' }
  }
}

async function whyAway(
  root: string,
  text: string | undefined,
  isOurs: LookOptions['isOurs'],
): Promise<AwayReason | undefined> {
  if (text === undefined && !(await isFolder(root))) return 'gone'
  if (isOurs(text)) return undefined
  return readMarker(text) === undefined ? 'unmarked' : 'foreign'
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

async function mayWrite(root: string): Promise<boolean> {
  try {
    await access(root, constants.W_OK | constants.X_OK)
    return true
  } catch (error) {
    if (isReadOnly(error)) return false
    throw error
  }
}

async function freeBytesOf(root: string): Promise<number> {
  const { bavail, bsize } = await statfs(root)
  return bavail * bsize
}
