import type { Buffer } from 'node:buffer'
import { decodeText, decodeUtf16, withoutNuls } from '../decode-text.ts'
import {
  directoryEntries,
  entryBytesOf,
  firstDirectory,
  type Tiff,
  type TiffEntry,
  toTiff,
  types,
  uint16,
  uint32,
} from './tiff.ts'
import { decodeUserComment, hasCharacterCode } from './user-comment.ts'

const namedTags: ReadonlyMap<number, string> = new Map([
  [0x010e, 'ImageDescription'],
  [0x010f, 'Make'],
  [0x0110, 'Model'],
  [0x0131, 'Software'],
  [0x0132, 'DateTime'],
  [0x013b, 'Artist'],
  [0x9003, 'DateTimeOriginal'],
])
const tags = {
  orientation: 0x0112,
  exifDirectory: 0x8769,
  userComment: 0x9286,
  /** A comment as Windows writes it, in UTF-16. */
  windowsComment: 0x9c9c,
} as const
// ComfyUI's WebP: `prompt:{json}` in Model, `workflow:{json}` in Make, others at descending tags from ImageDescription.
const keyedJson = /^([A-Za-z_]\w{0,40}):\s{0,8}[{["]/
const prefix = 'Exif\0\0'

export interface Exif {
  readonly texts: readonly (readonly [name: string, text: string])[]
  /** 1 to 8 (EXIF 2.3, tag 0x0112); 5 to 8 turn the picture on its side. */
  readonly orientation: number
}

/** Reads a TIFF block, with or without a leading `Exif\0\0`. */
export function readExif(data: Buffer): Exif {
  const isPrefixed = data.toString('latin1', 0, prefix.length) === prefix
  const tiff = findTiff(isPrefixed ? data.subarray(prefix.length) : data)
  if (tiff === undefined) return { texts: [], orientation: 1 }
  const entries = allEntries(tiff)
  const turn = entries.find(({ tag }) => tag === tags.orientation)
  const orientation = turn === undefined ? 1 : uint16(tiff, turn.at)
  return {
    texts: entries.flatMap((entry) => entryText(tiff, entry)),
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
  }
}

/** The entries of the first directory and of the EXIF directory that it names. */
function allEntries(tiff: Tiff): readonly TiffEntry[] {
  const main = directoryEntries(tiff, firstDirectory(tiff))
  const pointer = main.find(({ tag }) => tag === tags.exifDirectory)
  if (pointer === undefined) return main
  return [...main, ...directoryEntries(tiff, uint32(tiff, pointer.at) + tiff.shift)]
}

/**
 * Some writers count the `Exif\0\0` in front of a block into its offsets, or take it away after it was counted. A text ends
 * with a NUL, and a UserComment begins with its character code: where that is so only six bytes on or back, it is meant.
 */
function findTiff(bytes: Buffer): Tiff | undefined {
  const straight = toTiff(bytes)
  if (straight === undefined || isSound(straight)) return straight
  const shifted = [-prefix.length, prefix.length].map((shift) => ({ ...straight, shift }))
  return shifted.find(isSound) ?? straight
}

function isSound(tiff: Tiff): boolean {
  const entries = allEntries(tiff)
  const long = entries.filter(({ type, count }) => count > 4 && type in unitTypes)
  return long.length > 0 && long.every((entry) => isSoundEntry(tiff, entry))
}

const unitTypes: Readonly<Record<number, true>> = { [types.ASCII]: true, [types.UNDEFINED]: true }

function isSoundEntry(tiff: Tiff, entry: TiffEntry): boolean {
  const value = entryBytesOf(tiff, entry)
  if (value.length < entry.count) return false
  if (entry.tag === tags.userComment) return hasCharacterCode(value)
  return entry.type !== types.ASCII || value.at(-1) === 0
}

function entryText(tiff: Tiff, entry: TiffEntry): (readonly [string, string])[] {
  const { tag, type } = entry
  if (type !== types.ASCII && type !== types.UNDEFINED && type !== types.BYTE) return []
  const value = entryBytesOf(tiff, entry)
  if (tag === tags.userComment) return [['UserComment', decodeUserComment(value)]]
  if (tag === tags.windowsComment) return [['XPComment', withoutNuls(decodeUtf16(value))]]
  return type === types.ASCII ? namedText(tag, withoutNuls(decodeText(value))) : []
}

function namedText(tag: number, text: string): (readonly [string, string])[] {
  const keyed = keyedJson.exec(text)?.[1]
  if (keyed !== undefined) return [[lowerKnown(keyed), text.slice(keyed.length + 1)]]
  const name = namedTags.get(tag)
  return name === undefined ? [] : [[name, text]]
}

// Known keys in lower case, since Save-image-extended writes them in capitals.
function lowerKnown(key: string): string {
  return key === 'Prompt' || key === 'Workflow' ? key.toLowerCase() : key
}
