import type { Buffer } from 'node:buffer'
import type { ByteWindow } from '../byte-window.ts'
import type { Container } from '../container.ts'
import { chunkLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'
import { toSound } from './sound.ts'
import { readVorbisComment } from './vorbis-comment.ts'

/** Types of metadata blocks (RFC 9639, section 8). */
const blocks = { streamInfo: 0, vorbisComment: 4 } as const

/** Reads a FLAC that begins here; texts and duration stand in blocks before the sound. */
export function readFlac(file: ByteWindow, start: number, texts: TextMap): Container {
  let durationSeconds: number | null = null
  let offset = start + 4
  for (let count = 0; count < chunkLimit; count++) {
    const head = file.bytes(offset, 4)
    if (head.length < 4) break
    const isLast = (head[0] ?? 0) >= 0x80
    const type = (head[0] ?? 0) & 0x7f
    const length = head.readUIntBE(1, 3)
    const data = offset + 4
    if (type === blocks.streamInfo) durationSeconds = flacSeconds(file.bytes(data, length))
    if (type === blocks.vorbisComment) readVorbisComment(file.bytes(data, length), texts)
    offset = data + length
    if (isLast) break
  }
  // Nothing says how long the sound is in bytes; every frame begins with these bits.
  const frame = file.bytes(offset, 2)
  const complete = frame.length === 2 && (frame.readUInt16BE(0) & 0xfffc) === 0xfff8
  return toSound({ format: 'flac', durationSeconds, complete })
}

/** The duration by STREAMINFO: 20 bits of samples in a second, eight of something else, 36 of samples. */
function flacSeconds(info: Buffer): number | null {
  if (info.length < 18) return null
  const rate = info.readUIntBE(10, 3) >> 4
  const samples = ((info[13] ?? 0) & 0x0f) * 2 ** 32 + info.readUInt32BE(14)
  return rate > 0 && samples > 0 ? samples / rate : null
}

/** The samples in a second by STREAMINFO. */
export function flacRate(info: Buffer): number {
  return info.length < 13 ? 0 : info.readUIntBE(10, 3) >> 4
}
