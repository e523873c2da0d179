import { randomUUID } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeDirectory } from './make-directory.ts'
import { syncDirectory } from './sync-directory.ts'
import { errorCode } from './system-error.ts'
import { writeDurably } from './write-durably.ts'

export interface WriteOptions {
  /** The path of the content before it gets its name, on the same file system. Default: hidden, beside the file. */
  readonly temporary?: string
  /** The permissions of the file. Default 0o666 less the umask. */
  readonly mode?: number
  /** Refuses with `EEXIST` where something has the name, also when others write at the same moment. Default false. */
  readonly exclusive?: boolean
}

/**
 * Writes so that a reader sees the old content or the new one, never a part, also after a power cut: file and directory
 * are synced. Missing directories are made. When it rejects, no temporary file is left, and the old content stands
 * unless only the last step failed, the sync of the directory.
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array,
  { temporary = hiddenBeside(path), mode, exclusive = false }: WriteOptions = {},
): Promise<void> {
  const directory = dirname(path)
  await makeDirectory(directory)
  if (dirname(temporary) !== directory) await makeDirectory(dirname(temporary))
  try {
    await writeDurably(temporary, content, mode === undefined ? {} : { mode })
    if (exclusive) await giveNewName(temporary, path)
    else await rename(temporary, path)
  } catch (error) {
    // The first failure is reported, so a failed cleanup is ignored.
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
  await syncDirectory(directory)
}

/** Renames where nothing has the name. Of several that do so at once one succeeds. */
async function giveNewName(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (!withoutLinks.has(errorCode(error))) throw error
    // An empty file takes the name, for no other then; a crash in between leaves it.
    await (await open(to, 'wx')).close()
    await rename(from, to)
    return
  }
  await rm(from, { force: true })
}

/** What file systems say that give no file a second name. */
const withoutLinks: ReadonlySet<string> = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'])

/** A name independent of the file's, which may have the greatest possible length. */
const hiddenBeside = (path: string): string => join(dirname(path), `.${randomUUID()}.tmp`)
