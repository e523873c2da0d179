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
// ComfyUI's WebP: `prompt:{json}` in Model, `workflow:{json}` in Make, others at descending tags from ImageDescription.
const keyedJson = /^([A-Za-z_]\w{0,40}):\s{0,8}[{["]/

interface Tiff {
  readonly bytes: Buffer
  readonly littleEndian: boolean
}

/** The texts of a TIFF block, with or without a leading `Exif\0\0`. */
export function exifTexts(data: Buffer): readonly (readonly [name: string, text: string])[] {
  const bytes = data.toString('latin1', 0, 6) === 'Exif\0\0' ? data.subarray(6) : data
  const order = bytes.toString('latin1', 0, 2)
  if (bytes.length < 14 || (order !== 'II' && order !== 'MM')) return []
  const tiff = { bytes, littleEndian: order === 'II' }
  const texts: (readonly [string, string])[] = []
  const main = readDirectory(tiff, uint32(tiff, 4), texts)
  if (main !== undefined) readDirectory(tiff, main, texts)
  return texts
}

/** Adds the directory's texts; returns the offset of the EXIF directory if it names one. */
function readDirectory(
  tiff: Tiff,
  offset: number,
  texts: (readonly [string, string])[],
): number | undefined {
  if (offset + 2 > tiff.bytes.length) return undefined
  const count = Math.min(uint16(tiff, offset), entryLimit)
  let exif: number | undefined
  for (let index = 0; index < count; index++) {
    const entry = offset + 2 + index * 12
    if (entry + 12 > tiff.bytes.length) break
    const tag = uint16(tiff, entry)
    if (tag === exifDirectory) exif = uint32(tiff, entry + 8)
    else readEntry(tiff, tag, entry, texts)
  }
  return exif
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
