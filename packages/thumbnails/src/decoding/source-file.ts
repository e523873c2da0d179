import { closeSync, fstatSync, lstatSync, readSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode, isMissing, openPlainFileSync } from '@darkroom/foundation'
import type { DecodeMessage } from '../decoder-protocol.ts'
import { placeOf } from '../place.ts'
import type { SourceState } from '../thumbnailer.ts'
import { DecodeFailure } from './decode-failure.ts'
import { type SourceFormat, sniffFormat, sniffLength } from './sniff-format.ts'

/** A file that begins as a picture or video, opened once: everything that is learnt of it comes from its descriptor. */
export interface SourceFile extends Disposable {
  readonly path: string
  readonly descriptor: number
  readonly state: SourceState
  readonly format: SourceFormat
  /** The file did not change lately, so nobody is still writing it. */
  readonly settled: boolean
}

function fileFailure(path: string, error: unknown): DecodeFailure {
  // What is behind a link is not there for us.
  const isThere = !(isMissing(error) || ['ELOOP', 'EMLINK'].includes(errorCode(error)))
  return isThere
    ? new DecodeFailure('unreadable', `${path} cannot be read: ${errorCode(error)}`, {
        cause: error,
      })
    : new DecodeFailure('not-found', `${path} does not exist`, { cause: error })
}

/** Reads at a position, to the length or the end of the file. */
export function readAt(descriptor: number, position: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafeSlow(length)
  let filled = 0
  while (filled < length) {
    const count = readSync(descriptor, buffer, filled, length - filled, position + filled)
    if (count === 0) break
    filled += count
  }
  return buffer.subarray(0, filled)
}

function describe(
  path: string,
  descriptor: number,
  settledBefore: number,
): Omit<SourceFile, keyof Disposable> {
  const stats = fstatSync(descriptor)
  if (!stats.isFile()) throw new DecodeFailure('unsupported', `${path} is not a file`)
  const head = readAt(descriptor, 0, sniffLength)
  const settled = stats.mtimeMs < settledBefore
  if (head.length < 12) {
    if (!settled) throw new DecodeFailure('incomplete', `${path} is still being written`)
    throw new DecodeFailure('corrupt', `${path} is ${head.length === 0 ? 'empty' : 'too short'}`)
  }
  const format = sniffFormat(head)
  if (format === undefined) {
    throw new DecodeFailure('unsupported', `${path} is no picture or video of a known format`)
  }
  const state = { size: stats.size, mtimeMs: stats.mtimeMs }
  return { path, descriptor, state, format, settled }
}

/** Opens a file through no link and looks at its start. Throws a `DecodeFailure` when no decoder should see it. */
export function openSource(
  path: string,
  { root, settledBefore }: Pick<DecodeMessage, 'root' | 'settledBefore'>,
): SourceFile {
  const { base, name } = placeOf(path, root, dirname(path))
  let descriptor: number | undefined
  try {
    descriptor = openPlainFileSync(base, name)
    const opened = descriptor
    const described = describe(path, opened, settledBefore)
    return { ...described, [Symbol.dispose]: () => closeSync(opened) }
  } catch (error) {
    if (descriptor !== undefined) closeSync(descriptor)
    throw error instanceof DecodeFailure ? error : fileFailure(path, error)
  }
}

/** Throws `changed` when the file has changed since it was opened, so that what was made of it is useless. */
export function checkUnchanged({ path, state }: SourceFile): void {
  let now: Stats
  try {
    now = lstatSync(path)
  } catch (error) {
    throw fileFailure(path, error)
  }
  if (now.size !== state.size || now.mtimeMs !== state.mtimeMs) {
    throw new DecodeFailure('changed', `${path} was written to meanwhile`)
  }
}
