import { Buffer } from 'node:buffer'
import type { ByteWindow } from '../byte-window.ts'
import { chunkLimit, textByteLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'
import { addId3Text } from './id3-text.ts'

/** Flags of a tag. */
const unsynchronised = 0x80
const extended = 0x40
const footer = 0x10

/** Reads an ID3 tag (versions 2.3 and 2.4) at the start of a file, and returns the position behind it; 0 without one. */
export function readId3(file: ByteWindow, texts: TextMap): number {
  const head = Buffer.from(file.bytes(0, 10))
  if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return 0
  const version = head[3] ?? 0
  const flags = head[5] ?? 0
  const length = synchsafe(head, 6)
  const data = file.bytes(10, Math.min(length, textByteLimit))
  if (version === 3) {
    const tag = (flags & unsynchronised) === 0 ? data : synchronised(data)
    const start = (flags & extended) === 0 || tag.length < 4 ? 0 : 4 + tag.readUInt32BE(0)
    readFrames({ tag, start, version }, texts)
  }
  if (version === 4) {
    const start = (flags & extended) === 0 || data.length < 4 ? 0 : synchsafe(data, 0)
    readFrames({ tag: data, start, version }, texts)
  }
  return 10 + length + ((flags & footer) === 0 ? 0 : 10)
}

interface Frames {
  readonly tag: Buffer
  readonly start: number
  readonly version: 3 | 4
}

function readFrames({ tag, start, version }: Frames, texts: TextMap): void {
  let at = start
  for (let count = 0; count < chunkLimit && at + 10 <= tag.length; count++) {
    const id = tag.toString('latin1', at, at + 4)
    if (!/^[A-Z][A-Z\d]{3}$/.test(id)) return // the padding
    const length = version === 4 ? synchsafe(tag, at + 4) : tag.readUInt32BE(at + 4)
    const end = at + 10 + length
    if (end > tag.length) return
    const data = tag.subarray(at + 10, end)
    const content =
      version === 4
        ? contentOf(data, tag.readUInt16BE(at + 8))
        : (tag.readUInt16BE(at + 8) & 0xc0) === 0
          ? data
          : undefined
    if (content !== undefined) addId3Text(id, content, texts)
    at = end
  }
}

/** The content of a frame of version 2.4; undefined where it is packed or encrypted, which nobody does with texts. */
function contentOf(data: Buffer, flags: number): Buffer | undefined {
  if ((flags & 0x0c) !== 0) return undefined
  const content = (flags & 0x01) === 0 ? data : data.subarray(4)
  return (flags & 0x02) === 0 ? content : synchronised(content)
}

/** A number of four bytes with seven bits each. */
function synchsafe(data: Buffer, at: number): number {
  let value = 0
  for (let index = at; index < at + 4; index++) value = value * 128 + ((data[index] ?? 0) & 0x7f)
  return value
}

/** Without the zeros that stand behind 0xFF so that nothing looks like sound. */
function synchronised(data: Buffer): Buffer {
  return Buffer.from(data.filter((byte, index) => byte !== 0 || data[index - 1] !== 0xff))
}
