import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeDirectory } from './make-directory.ts'
import { syncDirectory } from './sync-directory.ts'
import { writeDurably } from './write-durably.ts'

export interface WriteOptions {
  /** The path of the content before it gets its name, on the same file system. Default: hidden, beside the file. */
  readonly temporary?: string
  /** The permissions of the file. Default 0o666 less the umask. */
  readonly mode?: number
}

/**
 * Writes so that a reader sees the old content or the new one, never a part, also after a power cut: file and directory
 * are synced. Missing directories are made. When it rejects, no temporary file is left, and the old content stands
 * unless only the last step failed, the sync of the directory.
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array,
  { temporary = hiddenBeside(path), mode }: WriteOptions = {},
): Promise<void> {
  const directory = dirname(path)
  await makeDirectory(directory)
  if (dirname(temporary) !== directory) await makeDirectory(dirname(temporary))
  try {
    await writeDurably(temporary, content, mode === undefined ? {} : { mode })
    await rename(temporary, path)
  } catch (error) {
    // The first failure is reported, so a failed cleanup is ignored.
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
  await syncDirectory(directory)
}

/** A name independent of the file's, which may have the greatest possible length. */
const hiddenBeside = (path: string): string => join(dirname(path), `.${randomUUID()}.tmp`)
