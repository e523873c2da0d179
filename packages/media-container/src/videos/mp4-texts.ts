import type { Buffer } from 'node:buffer'
import type { Box, Boxes } from '../boxes.ts'
import { decodeText, decodeUtf16 } from '../decode-text.ts'
import { textByteLimit } from '../limits.ts'
import { tagName } from '../tag-name.ts'
import type { TextMap } from '../text-map.ts'

/** Type codes of iTunes and QuickTime values that are text. */
const utf8 = 1
const utf16 = 2
const untyped = 0
/** Letters with which iTunes and QuickTime name their usual texts; `©` is one byte. */
const letters: ReadonlyMap<string, string> = new Map([
  ['\xa9cmt', 'comment'],
  ['\xa9nam', 'title'],
  ['\xa9des', 'description'],
  ['desc', 'description'],
  ['ldes', 'description'],
  ['\xa9inf', 'information'],
  ['\xa9too', 'encoder'],
  ['\xa9swr', 'software'],
  ['\xa9prm', 'prompt'],
])

/**
 * Reads the texts in a movie's `udta` or `meta`: QuickTime's `©cmt` and its like, iTunes' `ilst`, and `ilst` with `keys`,
 * as ffmpeg writes under `use_metadata_tags` and ComfyUI with it.
 */
export function readMovieTexts(boxes: Boxes, parent: Box, texts: TextMap): void {
  const reader = new MovieTexts(boxes, texts)
  if (parent.type === 'meta') reader.meta(parent)
  else for (const box of [...boxes.within(parent)]) reader.userData(box)
}

class MovieTexts {
  readonly #boxes: Boxes
  readonly #texts: TextMap

  constructor(boxes: Boxes, texts: TextMap) {
    this.#boxes = boxes
    this.#texts = texts
  }

  userData(box: Box): void {
    if (box.type === 'meta') this.meta(box)
    else if (box.type === 'XMP_') this.#texts.addXmp(this.#data(box))
    else if (box.type.startsWith('\xa9')) {
      this.#add(nameOf(box.type), box.length, () => quickTimeText(this.#data(box)))
    }
  }

  /** Reads `meta`; in MP4 it has a version of four bytes, in QuickTime it has not. */
  meta(box: Box): void {
    const isQuickTime = this.#boxes.data(box, 8).toString('latin1', 4, 8) === 'hdlr'
    const children = [...this.#boxes.within(box, isQuickTime ? 0 : 4)]
    const keys = children.find(({ type }) => type === 'keys')
    const names = keys === undefined ? [] : this.#keys(keys)
    for (const child of children) {
      if (child.type === 'ilst') this.#list(child, names)
      if (child.type === 'XMP_') this.#texts.addXmp(this.#data(child))
    }
  }

  /** The names in `keys`: version, count, then each name as a box whose type is its namespace. */
  #keys(box: Box): readonly string[] {
    return [...this.#boxes.within(box, 8)].map((key) => decodeText(this.#boxes.data(key, 256)))
  }

  #list(list: Box, names: readonly string[]): void {
    for (const item of [...this.#boxes.within(list)]) {
      const index = names.length === 0 ? 0 : indexOf(item.type)
      this.#item(item, names[index - 1] ?? nameOf(item.type))
    }
  }

  #item(item: Box, itemName: string): void {
    let name = itemName
    for (const box of [...this.#boxes.within(item)]) {
      if (box.type === 'name') name = decodeText(this.#boxes.data(box, 256).subarray(4))
      if (box.type === 'data') this.#add(name, box.length, () => itemText(this.#data(box)))
    }
  }

  #add(fullName: string, length: number, read: () => string | undefined): void {
    if (length <= textByteLimit) this.#texts.addRead(tagName(fullName), length, read)
  }

  #data(box: Box): Buffer {
    return this.#boxes.data(box, textByteLimit)
  }
}

function nameOf(type: string): string {
  return letters.get(type) ?? type
}

/** The number in an item's type under `keys`, counted from one. */
function indexOf(type: string): number {
  let index = 0
  for (const letter of type) index = index * 256 + letter.charCodeAt(0)
  return index
}

/** The text of an iTunes value: type, language, then the text. */
function itemText(data: Buffer): string | undefined {
  if (data.length < 8) return undefined
  const type = data.readUInt32BE(0)
  const value = data.subarray(8)
  if (type === utf16) return decodeUtf16(value)
  return type === utf8 || type === untyped ? decodeText(value) : undefined
}

/** A QuickTime text: 16 bits of length, which longer texts overflow, 16 of language, then the text. */
function quickTimeText(data: Buffer): string | undefined {
  if (data.length < 4) return undefined
  const length = data.readUInt16BE(0)
  const rest = data.subarray(4)
  const isOverflow = (rest.length & 0xffff) === length
  return decodeText(isOverflow ? rest : rest.subarray(0, length))
}
