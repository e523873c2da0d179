import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
} from 'node:fs'
import { lstat, mkdir, open, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, isMissing } from './system-error.ts'

/**
 * A directory that was reached from its root through no link. On Linux it is held by a descriptor and `path` leads
 * through that, so what is put in its place afterwards is not seen. Elsewhere `path` is the plain one, looked at when it
 * was taken: Node has no `openat`.
 */
export interface HeldDirectory {
  readonly path: string
  /** The path of an entry. Open it without following it: the entry itself may be a link. */
  at(name: string): string
}

export interface HoldOptions {
  /** Makes missing directories below the root. Default false. */
  readonly create?: boolean
  /** The permissions of directories that are made. Default 0o777 less the umask. */
  readonly mode?: number
}

/** Descriptors as directories: https://man7.org/linux/man-pages/man5/proc_pid_fd.5.html */
const descriptors = '/proc/self/fd'
/** `O_PATH`, which Node does not name: a descriptor for a place that needs no right to read it. */
const placeOnly = 0o10000000
const rootFlags = constants.O_DIRECTORY | placeOnly
const partFlags = rootFlags | constants.O_NOFOLLOW

let known: boolean | undefined

/** Whether paths can lead through a descriptor: on Linux with `/proc`. */
export function canHold(): boolean {
  known ??= process.platform === 'linux' && existsSync(descriptors)
  return known
}

/**
 * Holds a directory below `root`, `''` for the root itself, which alone may be a link. Rejects as the system does:
 * `ENOENT` where something is missing, `ENOTDIR` or `ELOOP` where a part of the way is a link or no directory.
 */
export async function holdDirectory(
  root: string,
  directory: string = '',
  { create = false, mode = 0o777 }: HoldOptions = {},
): Promise<HeldDirectory & AsyncDisposable> {
  const parts = splitParts(directory)
  if (!canHold()) {
    const path = await walkPlain(root, parts, { create, mode })
    return { ...placed(path), [Symbol.asyncDispose]: async () => {} }
  }
  let handle = await open(root, rootFlags)
  // Nobody waits for those that lead here to be closed, before this one is.
  const closing: Promise<void>[] = []
  try {
    for (const part of parts) {
      const path = `${descriptors}/${handle.fd}/${part}`
      const next = await open(path, partFlags).catch(async (error: unknown) => {
        if (!(create && isMissing(error))) throw error
        await mkdir(path, { mode }).catch(unlessThere)
        return await open(path, partFlags)
      })
      const closed = handle.close()
      closed.catch(() => undefined)
      closing.push(closed)
      handle = next
    }
  } catch (error) {
    await Promise.all([...closing, handle.close()])
    throw error
  }
  return {
    ...placed(`${descriptors}/${handle.fd}`),
    async [Symbol.asyncDispose]() {
      await Promise.all([...closing, handle.close()])
    },
  }
}

/** `holdDirectory` for threads and processes that only wait for the disk. */
export function holdDirectorySync(
  root: string,
  directory: string = '',
  { create = false, mode = 0o777 }: HoldOptions = {},
): HeldDirectory & Disposable {
  const parts = splitParts(directory)
  if (!canHold()) {
    return { ...placed(walkPlainSync(root, parts, { create, mode })), [Symbol.dispose]: () => {} }
  }
  let descriptor = openSync(root, rootFlags)
  try {
    for (const part of parts) {
      const path = `${descriptors}/${descriptor}/${part}`
      const next = openPartSync(path, { create, mode })
      closeSync(descriptor)
      descriptor = next
    }
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
  return {
    ...placed(`${descriptors}/${descriptor}`),
    [Symbol.dispose]: () => closeSync(descriptor),
  }
}

/** Most parts are there, so that looking first is quicker than making them. */
function openPartSync(path: string, { create, mode }: Required<HoldOptions>): number {
  try {
    return openSync(path, partFlags)
  } catch (error) {
    if (!(create && isMissing(error))) throw error
    mkdirUnlessThere(path, mode)
    return openSync(path, partFlags)
  }
}

/** The error of a way that leads through a link, with the system's code for it. */
export class LinkError extends Error {
  override readonly name = 'LinkError'
  readonly code = 'ELOOP'

  constructor(path: string) {
    super(`${path} leads through a link`)
  }
}

function placed(path: string): HeldDirectory {
  return { path, at: (name) => join(path, name) }
}

/** The parts of a relative path; on Windows `\` also separates. */
function splitParts(directory: string): readonly string[] {
  const parts = directory.split(process.platform === 'win32' ? /[/\\]/ : '/')
  if (parts.includes('..')) throw new RangeError(`Expected a path inside, got ${directory}`)
  return parts.filter((part) => part !== '' && part !== '.')
}

async function walkPlain(
  root: string,
  parts: readonly string[],
  { create, mode }: Required<HoldOptions>,
): Promise<string> {
  let path = await realpath(root)
  for (const part of parts) {
    path = join(path, part)
    if (create) await mkdir(path, { mode }).catch(unlessThere)
    checkPart(path, await lstat(path))
  }
  return path
}

function walkPlainSync(
  root: string,
  parts: readonly string[],
  { create, mode }: Required<HoldOptions>,
): string {
  let path = realpathSync.native(root)
  for (const part of parts) {
    path = join(path, part)
    if (create) mkdirUnlessThere(path, mode)
    checkPart(path, lstatSync(path))
  }
  return path
}

function checkPart(
  path: string,
  stats: { isSymbolicLink(): boolean; isDirectory(): boolean },
): void {
  // On Windows a junction counts as a link as well.
  if (stats.isSymbolicLink() || !stats.isDirectory()) throw new LinkError(path)
}

function unlessThere(error: unknown): void {
  if (errorCode(error) !== 'EEXIST') throw error
}

function mkdirUnlessThere(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    unlessThere(error)
  }
}
