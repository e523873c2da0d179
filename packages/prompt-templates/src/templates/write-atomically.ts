import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorCode } from '../shared/error-code.ts'

/** A reader sees the old text or the new one, never a part, also after a power cut. */
export async function writeAtomically(
  directory: string,
  file: string,
  text: string,
): Promise<void> {
  const made = await mkdir(directory, { recursive: true })
  const temporary = join(directory, `.${randomUUID()}.tmp`)
  try {
    await writeDurably(temporary, text)
    await rename(temporary, join(directory, file))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncDirectory(directory)
  if (made !== undefined) await syncDirectory(dirname(made))
}

async function writeDurably(path: string, text: string): Promise<void> {
  await using handle = await open(path, 'wx')
  await handle.writeFile(text)
  await handle.sync()
}

const cannotSync: ReadonlySet<string> = new Set(['EPERM', 'EISDIR', 'EINVAL', 'EACCES'])

/** Windows and some network mounts cannot, and need not. */
async function syncDirectory(path: string): Promise<void> {
  try {
    await using handle = await open(path, 'r')
    await handle.sync()
  } catch (error) {
    if (!cannotSync.has(errorCode(error))) throw error
  }
}
