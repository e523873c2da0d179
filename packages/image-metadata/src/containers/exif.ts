import type { Buffer } from 'node:buffer'
import { decodeText } from '../decode-text.ts'
import { decodeUserComment } from './user-comment.ts'

const ASCII = 2
const UNDEFINED = 7
const BYTE = 1
const entryLimit = 256
const namedTags: ReadonlyMap<number, string> = new Map([
  [0x010e, 'ImageDescription'],
  [0x010f, 'Make'],
  [0x0110, 'Model'],
  [0x0131, 'Software'],
  [0x0132, 'DateTime'],
  [0x013b, 'Artist'],
  [0x9003, 'DateTimeOriginal'],
])
const userComment = 0x9286
const exifDirectory = 0x8769
const orientationTag = 0x0112
// ComfyUI's WebP: `prompt:{json}` in Model, `workflow:{json}` in Make, others at descending tags from ImageDescription.
const keyedJson = /^([A-Za-z_]\w{0,40}):\s{0,8}[{["]/

interface Tiff {
  readonly bytes: Buffer
  readonly littleEndian: boolean
}

export interface Exif {
  readonly texts: readonly (readonly [name: string, text: string])[]
  /** 1 to 8 (EXIF 2.3, tag 0x0112); 5 to 8 turn the picture on its side. */
  readonly orientation: number
}

/** Reads a TIFF block, with or without a leading `Exif\0\0`. */
export function readExif(data: Buffer): Exif {
  const bytes = data.toString('latin1', 0, 6) === 'Exif\0\0' ? data.subarray(6) : data
  const order = bytes.toString('latin1', 0, 2)
  if (bytes.length < 14 || (order !== 'II' && order !== 'MM')) return { texts: [], orientation: 1 }
  const tiff = { bytes, littleEndian: order === 'II' }
  const texts: (readonly [string, string])[] = []
  const main = readDirectory(tiff, uint32(tiff, 4), texts)
  if (main.exif !== undefined) readDirectory(tiff, main.exif, texts)
  return { texts, orientation: main.orientation }
}

interface Directory {
  /** The offset of the EXIF directory, if this one names it. */
  readonly exif: number | undefined
  readonly orientation: number
}

/** Adds the directory's texts. */
function readDirectory(
  tiff: Tiff,
  offset: number,
  texts: (readonly [string, string])[],
): Directory {
  let orientation = 1
  if (offset + 2 > tiff.bytes.length) return { exif: undefined, orientation }
  const count = Math.min(uint16(tiff, offset), entryLimit)
  let exif: number | undefined
  for (let index = 0; index < count; index++) {
    const entry = offset + 2 + index * 12
    if (entry + 12 > tiff.bytes.length) break
    const tag = uint16(tiff, entry)
    if (tag === exifDirectory) exif = uint32(tiff, entry + 8)
    else if (tag === orientationTag) orientation = uint16(tiff, entry + 8)
    else readEntry(tiff, tag, entry, texts)
  }
  return { exif, orientation: orientation >= 1 && orientation <= 8 ? orientation : 1 }
}

function readEntry(
  tiff: Tiff,
  tag: number,
  entry: number,
  texts: (readonly [string, string])[],
): void {
  const type = uint16(tiff, entry + 2)
  if (type !== ASCII && type !== UNDEFINED && type !== BYTE) return
  const length = uint32(tiff, entry + 4)
  const start = length <= 4 ? entry + 8 : uint32(tiff, entry + 8)
  const value = tiff.bytes.subarray(start, start + length)
  if (tag === userComment) {
    texts.push(['UserComment', decodeUserComment(value)])
    return
  }
  if (type !== ASCII) return
  const text = withoutNuls(decodeText(value))
  const keyed = keyedJson.exec(text)?.[1]
  if (keyed !== undefined) texts.push([lowerKnown(keyed), text.slice(keyed.length + 1)])
  else if (namedTags.has(tag)) texts.push([namedTags.get(tag) ?? '', text])
}

// Known keys in lower case, since Save-image-extended writes them in capitals.
function lowerKnown(key: string): string {
  return key === 'Prompt' || key === 'Workflow' ? key.toLowerCase() : key
}

function withoutNuls(text: string): string {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--
  return text.slice(0, end)
}

function uint16({ bytes, littleEndian }: Tiff, offset: number): number {
  return littleEndian ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset)
}

function uint32({ bytes, littleEndian }: Tiff, offset: number): number {
  return littleEndian ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset)
}
