import { Buffer } from 'node:buffer'
import type { ByteWindow } from '../byte-window.ts'
import { type Container, unknownContainer } from '../container.ts'
import { chunkLimit, textByteLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'
import { flacRate } from './flac.ts'
import { pageLimit, readOggPage } from './ogg-page.ts'
import { toSound } from './sound.ts'
import { readVorbisComment } from './vorbis-comment.ts'

/** What the first packet of a stream says. */
interface Codec {
  /** The bytes of the second packet before its comment. */
  readonly prefix: number
  /** The positions in a second. */
  readonly rate: number
  /** The positions before the sound. */
  readonly skipped: number
}

/** Reads Opus, Vorbis or FLAC in Ogg (RFC 3533, RFC 7845): the comment is the second packet of the first stream. */
export function readOgg(file: ByteWindow, texts: TextMap): Container {
  const [head, comment] = firstPackets(file)
  const codec = head && readCodec(head)
  if (codec === undefined) return unknownContainer
  if (comment !== undefined) readVorbisComment(comment.subarray(codec.prefix), texts)
  const { position, complete } = readEnd(file)
  const seconds = (position - codec.skipped) / codec.rate
  const durationSeconds = seconds > 0 && Number.isFinite(seconds) ? seconds : null
  return toSound({ format: 'ogg', durationSeconds, complete })
}

function readCodec(head: Buffer): Codec | undefined {
  const start = head.toString('latin1', 0, 8)
  if (start === 'OpusHead' && head.length >= 12)
    return { prefix: 8, rate: 48_000, skipped: head.readUInt16LE(10) }
  if (start.startsWith('\x01vorbis') && head.length >= 16)
    return { prefix: 7, rate: head.readUInt32LE(12), skipped: 0 }
  // FLAC's own first block stands behind nine bytes, its signature and its head.
  return start.startsWith('\x7fFLAC')
    ? { prefix: 4, rate: flacRate(head.subarray(17)), skipped: 0 }
    : undefined
}

/** The first two packets of the first stream. A packet lies in pieces of 255 bytes on as many pages as it needs. */
function firstPackets(file: ByteWindow): readonly Buffer[] {
  const packets: Buffer[] = []
  let pieces: Buffer[] = []
  let left = textByteLimit
  let serial: number | undefined
  let offset = 0
  for (let count = 0; count < chunkLimit && left > 0; count++) {
    const page = readOggPage(file.bytes(offset, pageLimit))
    if (page === undefined) break
    serial ??= page.serial
    offset += page.length
    if (page.serial !== serial) continue
    for (const { data, isEnd } of page.pieces) {
      pieces.push(Buffer.from(data))
      left -= data.length
      if (!isEnd) continue
      packets.push(Buffer.concat(pieces))
      pieces = []
      if (packets.length === 2) return packets
    }
  }
  return packets
}

/** The position of the last page, and whether it says that it is the last. */
function readEnd(file: ByteWindow): { readonly position: number; readonly complete: boolean } {
  const tail = file.bytes(Math.max(file.size - pageLimit, 0), pageLimit)
  const page = readOggPage(
    tail.subarray(Math.max(tail.lastIndexOf('OggS', undefined, 'latin1'), 0)),
  )
  return { position: page?.position ?? 0, complete: page?.isLast ?? false }
}
