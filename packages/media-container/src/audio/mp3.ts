import type { Buffer } from 'node:buffer'
import type { ByteWindow } from '../byte-window.ts'
import type { Container } from '../container.ts'
import { type FrameHead, readFrameHead } from './mp3-frame.ts'
import { toSound } from './sound.ts'

/** What the first frame may say of all of them. */
interface Summary {
  readonly frames: number | undefined
  readonly bytes: number | undefined
}

/** Whether an MP3 without a tag begins here: a frame, and another where it ends. */
export function startsMp3(file: ByteWindow): boolean {
  const first = readFrameHead(file.bytes(0, 4))
  if (first === undefined) return false
  const next = file.bytes(first.length, 4)
  return file.size > first.length && readFrameHead(next) !== undefined
}

/** Reads an MP3 whose sound begins here. */
export function readMp3(file: ByteWindow, start: number): Container {
  const bytes = file.bytes(start, 256)
  const head = readFrameHead(bytes)
  const { frames, bytes: length } = head === undefined ? noSummary : readSummary(bytes, head)
  const seconds = head !== undefined && frames !== undefined && (frames * head.samples) / head.rate
  return toSound({
    format: 'mp3',
    durationSeconds: seconds === false || seconds === 0 ? null : seconds,
    complete: head !== undefined && file.size - start >= (length ?? head.length),
  })
}

const noSummary: Summary = { frames: undefined, bytes: undefined }

/** The summary that encoders put into a first frame without sound: `Xing`, or `Info` where the rate is constant. */
function readSummary(bytes: Buffer, { summaryAt }: FrameHead): Summary {
  const name = bytes.toString('latin1', summaryAt, summaryAt + 4)
  if ((name !== 'Xing' && name !== 'Info') || bytes.length < summaryAt + 16) return noSummary
  const flags = bytes.readUInt32BE(summaryAt + 4)
  const hasFrames = (flags & 1) !== 0
  const hasBytes = (flags & 2) !== 0
  return {
    frames: hasFrames ? bytes.readUInt32BE(summaryAt + 8) : undefined,
    bytes: hasBytes ? bytes.readUInt32BE(summaryAt + (hasFrames ? 12 : 8)) : undefined,
  }
}
