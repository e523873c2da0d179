import { randomUUID } from 'node:crypto'
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname } from 'node:path'
import { errorCode, type HeldDirectory, holdDirectorySync } from '@darkroom/foundation'
import type { WriteFailure } from '../decoder-protocol.ts'
import { absolutePath, type Place } from '../place.ts'

const leftoverAgeMs = 3_600_000
const prefix = '.tmp-'
const swept = new Set<string>()

/** Removes files that a crash left behind more than an hour ago, once for each folder. */
function removeLeftovers(directory: string, held: HeldDirectory): void {
  if (swept.has(directory)) return
  swept.add(directory)
  for (const name of readdirSync(held.path)) {
    if (!name.startsWith(prefix)) continue
    const path = held.at(name)
    const age = Date.now() - (lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > leftoverAgeMs) rmSync(path, { force: true })
  }
}

/** Writes all or nothing: a reader sees the old file or the new one. `mtimeMs` is set before the file appears. */
function writeOne(place: Place, bytes: Uint8Array, mtimeMs: number | undefined): void {
  using base = holdBase(place.base)
  using held = holdDirectorySync(base.path, dirname(place.name), { create: true })
  removeLeftovers(dirname(absolutePath(place)), held)
  const temporary = held.at(`${prefix}${process.pid}-${randomUUID()}`)
  try {
    writeFileSync(temporary, bytes, { flag: 'wx' })
    if (mtimeMs !== undefined) utimesSync(temporary, mtimeMs / 1000, mtimeMs / 1000)
    renameSync(temporary, held.at(basename(place.name)))
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** The trusted directory, made where it is missing. */
function holdBase(base: string): HeldDirectory & Disposable {
  try {
    return holdDirectorySync(base)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    mkdirSync(base, { recursive: true })
    return holdDirectorySync(base)
  }
}

/** Writes to the first target that can be written; returns it, and the errors of those before. */
export function writeImage(
  targets: readonly Place[],
  bytes: Uint8Array,
  mtimeMs: number | undefined,
): { path: string | undefined; writeFailures: readonly WriteFailure[] } {
  const writeFailures: WriteFailure[] = []
  for (const target of targets) {
    const path = absolutePath(target)
    try {
      writeOne(target, bytes, mtimeMs)
      return { path, writeFailures }
    } catch (error) {
      writeFailures.push({ directory: dirname(path), code: errorCode(error) || 'UNKNOWN' })
    }
  }
  return { path: undefined, writeFailures }
}
