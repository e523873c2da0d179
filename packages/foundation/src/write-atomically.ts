import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { makeDirectory, syncDirectory } from './directories.ts'

export interface WriteOptions {
  /** Where the text is written before it gets its name; on the same file system. Default: hidden, beside the file. */
  readonly temporary?: string
  /** Permissions of the file. Default 0o666 less the umask. */
  readonly mode?: number
}

/** The text is on the disk when this resolves; a power cut in the middle leaves a part. */
export async function writeDurably(
  path: string,
  text: string,
  { mode }: Pick<WriteOptions, 'mode'> = {},
): Promise<void> {
  await using handle = await open(path, 'w', mode)
  await handle.writeFile(text)
  await handle.datasync()
}

/**
 * A reader sees the old text or the new one, never a part, also after a power cut: file and directory are synced.
 * Missing directories are made. When it rejects, the old text stands and no temporary file is left.
 */
export async function writeAtomically(
  path: string,
  text: string,
  { temporary = hiddenBeside(path), mode }: WriteOptions = {},
): Promise<void> {
  const directory = dirname(path)
  await makeDirectory(directory)
  if (dirname(temporary) !== directory) await makeDirectory(dirname(temporary))
  try {
    await writeDurably(temporary, text, { ...(mode === undefined ? {} : { mode }) })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncDirectory(directory)
}

const hiddenBeside = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`)
