import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { GalleryWriteError } from '../errors.ts'
import { errorCode } from '../scan/image-reader.ts'
import { ownedName } from './operation-owner.ts'

const refusals: ReadonlySet<string> = new Set([
  'EACCES',
  'EDQUOT',
  'ENOSPC',
  'EPERM',
  'EROFS',
  'EXDEV',
  'EBUSY',
])

/** Writes the whole file or nothing, durably. `staging` is a directory of the same file system. */
export async function writeAtomically(path: string, text: string, staging: string): Promise<void> {
  const temporary = join(staging, ownedName('.tmp'))
  await mkdir(staging, { recursive: true })
  try {
    const handle = await open(temporary, 'wx')
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await mkdir(dirname(path), { recursive: true })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

export function isFull(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'ENOSPC' || code === 'EDQUOT'
}

/** What the system refuses becomes an error of ours. */
export function toWriteError(error: unknown, path: string): unknown {
  const code = errorCode(error)
  return refusals.has(code) ? new GalleryWriteError(path, code, error) : error
}
