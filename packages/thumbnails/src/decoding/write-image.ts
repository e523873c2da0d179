import { randomUUID } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { errorCode } from '@darkroom/foundation'
import type { WriteFailure } from '../decoder-protocol.ts'
import { thumbnailDirectory } from '../thumbnail-path.ts'

const leftoverAgeMs = 3_600_000
const prefix = '.tmp-'
const swept = new Set<string>()

/** Removes files that a crash left behind more than an hour ago, once for each folder. */
function removeLeftovers(directory: string): void {
  if (swept.has(directory)) return
  swept.add(directory)
  for (const name of readdirSync(directory)) {
    if (!name.startsWith(prefix)) continue
    const path = join(directory, name)
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > leftoverAgeMs) rmSync(path, { force: true })
  }
}

/** Whether a folder is for its owner alone, and so what is made in it. */
const isPrivate = (directory: string): boolean => (statSync(directory).mode & 0o077) === 0

/**
 * Creates the folder, of the folders above it only those for thumbnails: a picture's own folder that is missing is on a
 * disk that is away, and making it anew would hide that. Not `recursive`: that reports a read-only file system as ENOENT.
 */
function ensureDirectory(directory: string): void {
  const parent = dirname(directory)
  try {
    mkdirSync(directory, { mode: isPrivate(parent) ? 0o700 : 0o777 })
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || basename(directory) === thumbnailDirectory) throw error
    ensureDirectory(parent)
    ensureDirectory(directory)
  }
}

/** Writes all or nothing: a reader sees the old file or the new one. `mtimeMs` is set before the file appears. */
function writeOne(path: string, bytes: Uint8Array, mtimeMs: number | undefined): void {
  const directory = dirname(path)
  ensureDirectory(directory)
  removeLeftovers(directory)
  const temporary = join(directory, `${prefix}${process.pid}-${randomUUID()}`)
  try {
    writeFileSync(temporary, bytes, { flag: 'wx', mode: isPrivate(directory) ? 0o600 : 0o666 })
    if (mtimeMs !== undefined) utimesSync(temporary, mtimeMs / 1000, mtimeMs / 1000)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Writes to the first target that can be written; returns it, and the errors of those before. */
export function writeImage(
  targets: readonly string[],
  bytes: Uint8Array,
  mtimeMs: number | undefined,
): { path: string | undefined; writeFailures: readonly WriteFailure[] } {
  const writeFailures: WriteFailure[] = []
  for (const path of targets) {
    try {
      writeOne(path, bytes, mtimeMs)
      return { path, writeFailures }
    } catch (error) {
      writeFailures.push({ directory: dirname(path), code: errorCode(error) || 'UNKNOWN' })
    }
  }
  return { path: undefined, writeFailures }
}
