import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A single `write` may take only a part without an error, as on a disk that is nearly full. */
export async function writeFully(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, offset, bytes.length - offset)
    offset += bytesWritten
  }
}

/** Makes renames in a directory survive a power cut. Windows and some network mounts cannot, and need not. */
export async function syncDirectory(path: string): Promise<void> {
  try {
    await using handle = await open(path, 'r')
    await handle.sync()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'EPERM' && code !== 'EISDIR' && code !== 'EINVAL' && code !== 'EACCES') throw error
  }
}

/** With all that is missing above it, each made durable. */
export async function makeDirectory(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true })
  if (first === undefined) return
  for (let made = path; made.length >= first.length; made = dirname(made)) {
    await syncDirectory(dirname(made))
  }
}

export async function writeDurably(path: string, text: string): Promise<void> {
  await using handle = await open(path, 'w')
  await handle.writeFile(text)
  await handle.datasync()
}

/** A reader sees the old text or the new one, never a part. */
export async function writeAtomically(
  path: string,
  text: string,
  { temporary }: { temporary: string },
): Promise<void> {
  try {
    await writeDurably(temporary, text)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await rename(temporary, path)
}
