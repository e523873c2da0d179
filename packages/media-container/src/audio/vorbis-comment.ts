import type { Buffer } from 'node:buffer'
import { decodeText } from '../decode-text.ts'
import { chunkLimit } from '../limits.ts'
import { tagName } from '../tag-name.ts'
import type { TextMap } from '../text-map.ts'

/**
 * Reads a Vorbis comment, which FLAC, Opus and Vorbis have alike: the writer's name, then `NAME=value` for each text, every
 * one behind its length. What is cut off is left out.
 */
export function readVorbisComment(data: Buffer, texts: TextMap): void {
  let at = lengthAt(data, 0) + 8
  for (let count = Math.min(lengthAt(data, at - 4), chunkLimit); count > 0; count--) {
    const end = at + 4 + lengthAt(data, at)
    if (at + 4 > data.length || end > data.length) return
    addEntry(data.subarray(at + 4, end), texts)
    at = end
  }
}

function lengthAt(data: Buffer, at: number): number {
  return at + 4 <= data.length ? data.readUInt32LE(at) : 0
}

function addEntry(entry: Buffer, texts: TextMap): void {
  const equals = entry.subarray(0, 256).indexOf('=')
  if (equals < 1) return
  const value = entry.subarray(equals + 1)
  const name = tagName(entry.toString('latin1', 0, equals))
  texts.addRead(name, value.length, () => decodeText(value))
}
