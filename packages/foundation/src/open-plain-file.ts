import { closeSync, constants, fstatSync, lstatSync, openSync } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { canHold, holdDirectory, holdDirectorySync, LinkError } from './held-directory.ts'

/**
 * Flags for files that others may have replaced: links are not followed, and a pipe without a writer does not block. On
 * Windows both are unknown and count as 0.
 */
export const plainFlags: number = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/**
 * Opens a file by its path below `root` through no link, once: what is learnt from the handle is true of what is read.
 * Rejects as the system does, with `ELOOP` for a link. Whether it is a file at all, the handle tells.
 */
export async function openPlainFile(root: string, path: string): Promise<FileHandle> {
  await using held = await holdDirectory(root, dirname(path))
  const place = held.at(basename(path))
  const handle = await open(place, plainFlags)
  if (canHold()) return handle
  try {
    // Without `openat`, the opened file must be the one that the way without links leads to, now as well as before.
    await using again = await holdDirectory(root, dirname(path))
    const [opened, named] = await Promise.all([handle.stat(), lstat(again.at(basename(path)))])
    if (opened.ino !== named.ino || opened.dev !== named.dev) throw new LinkError(place)
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** `openPlainFile` for threads and processes that only wait for the disk; the caller closes the descriptor. */
export function openPlainFileSync(root: string, path: string): number {
  using held = holdDirectorySync(root, dirname(path))
  const place = held.at(basename(path))
  const descriptor = openSync(place, plainFlags)
  if (canHold()) return descriptor
  try {
    using again = holdDirectorySync(root, dirname(path))
    const opened = fstatSync(descriptor)
    const named = lstatSync(again.at(basename(path)))
    if (opened.ino !== named.ino || opened.dev !== named.dev) throw new LinkError(place)
    return descriptor
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}
