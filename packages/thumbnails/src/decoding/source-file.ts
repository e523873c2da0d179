import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { errorCode, isMissing } from '@darkroom/foundation'
import type { SourceState } from '../thumbnailer.ts'
import { DecodeFailure } from './decode-failure.ts'
import {
  isCutOff,
  type SourceFormat,
  sniffFormat,
  sniffLength,
  sniffPixels,
} from './sniff-format.ts'

/** A file that begins as an image. */
export interface SourceFile {
  readonly path: string
  readonly state: SourceState
  readonly format: SourceFormat
  readonly pixels: number | undefined
  /** The file did not change lately, so nobody is still writing it. */
  readonly settled: boolean
}

function fileFailure(path: string, error: unknown): DecodeFailure {
  return isMissing(error)
    ? new DecodeFailure('not-found', `${path} does not exist`, { cause: error })
    : new DecodeFailure('unreadable', `${path} cannot be read: ${errorCode(error)}`, {
        cause: error,
      })
}

function readAt(descriptor: number, position: number): Buffer {
  const buffer = Buffer.alloc(sniffLength)
  return buffer.subarray(0, readSync(descriptor, buffer, 0, sniffLength, position))
}

function readEnds(path: string): { stats: Stats; head: Buffer; tail: Buffer } {
  // Only files are opened: a FIFO would block, a device might do worse.
  if (!statSync(path).isFile()) throw new DecodeFailure('unsupported', `${path} is not a file`)
  const descriptor = openSync(path, 'r')
  try {
    const stats = fstatSync(descriptor)
    const tailStart = Math.max(0, stats.size - sniffLength)
    return { stats, head: readAt(descriptor, 0), tail: readAt(descriptor, tailStart) }
  } finally {
    closeSync(descriptor)
  }
}

/** Checks both ends of the file. Throws a `DecodeFailure` when no decoder should see it. */
export function openSource(path: string, settledBefore: number): SourceFile {
  let ends: ReturnType<typeof readEnds>
  try {
    ends = readEnds(path)
  } catch (error) {
    throw error instanceof DecodeFailure ? error : fileFailure(path, error)
  }
  const { stats, head, tail } = ends
  const settled = stats.mtimeMs < settledBefore
  if (head.length < 12) {
    if (!settled) throw new DecodeFailure('incomplete', `${path} is still being written`)
    throw new DecodeFailure('corrupt', `${path} is ${head.length === 0 ? 'empty' : 'too short'}`)
  }
  const format = sniffFormat(head)
  if (format === undefined) {
    throw new DecodeFailure('unsupported', `${path} is not a PNG, JPEG, WebP, GIF or AVIF image`)
  }
  if (!settled && isCutOff(format, { head, tail, size: stats.size })) {
    throw new DecodeFailure('incomplete', `${path} is still being written`)
  }
  const state = { size: stats.size, mtimeMs: stats.mtimeMs }
  return { path, state, format, pixels: sniffPixels(format, head), settled }
}

/** Throws `changed` when the file has changed since it was opened, so that what was made of it is useless. */
export function checkUnchanged({ path, state }: SourceFile): void {
  let now: Stats
  try {
    now = statSync(path)
  } catch (error) {
    throw fileFailure(path, error)
  }
  if (now.size !== state.size || now.mtimeMs !== state.mtimeMs) {
    throw new DecodeFailure('changed', `${path} was written to meanwhile`)
  }
}
