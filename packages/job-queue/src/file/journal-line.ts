import { crc32 } from 'node:zlib'

const crcLength = 8
const space = 0x20
const lineFeed = 0x0a
const openingBrace = 0x7b

const toHex = (value: number): string => value.toString(16).padStart(crcLength, '0')

/** Encodes a value as `crc32 SP json LF`, with the checksum of the JSON's bytes. */
export const encodeLine = (value: object): Buffer => {
  const json = Buffer.from(JSON.stringify(value))
  return Buffer.concat([Buffer.from(`${toHex(crc32(json))} `), json, Buffer.from('\n')])
}

/** One line of a journal, good or damaged. */
export interface Line {
  readonly offset: number
  /** Offset of the next line. */
  readonly end: number
  /** The value written; undefined when the bytes are damaged. */
  readonly value: unknown
}

const decode = (bytes: Buffer): unknown => {
  const json = bytes.subarray(crcLength + 1)
  if (json.length === 0 || bytes[crcLength] !== space) return undefined
  if (bytes.toString('latin1', 0, crcLength) !== toHex(crc32(json))) return undefined
  try {
    return JSON.parse(json.toString())
  } catch {
    return undefined
  }
}

/** The lines from `start` on; the last may be cut off, and is then damaged. */
export function* readLines(bytes: Uint8Array, start = 0): Generator<Line> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let offset = start; offset < buffer.length; ) {
    const stop = buffer.indexOf(lineFeed, offset)
    if (stop === -1) {
      yield { offset, end: buffer.length, value: undefined }
      return
    }
    yield { offset, end: stop + 1, value: decode(buffer.subarray(offset, stop)) }
    offset = stop + 1
  }
}

/**
 * Whether any good line starts after `start`. Looks inside lines too: when the end of a line is damaged, the next line
 * is a part of it.
 */
export const hasGoodLineAfter = (bytes: Uint8Array, start: number): boolean => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const { offset, end } of readLines(bytes, start)) {
    const stop = buffer[end - 1] === lineFeed ? end - 1 : end
    for (let from = Math.max(offset, start + 1); from < stop - crcLength; from++) {
      if (buffer[from + crcLength] !== space || buffer[from + crcLength + 1] !== openingBrace)
        continue
      if (decode(buffer.subarray(from, stop)) !== undefined) return true
    }
  }
  return false
}
