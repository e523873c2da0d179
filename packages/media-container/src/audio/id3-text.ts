import type { Buffer } from 'node:buffer'
import { decodeText, decodeUtf16, withoutNuls } from '../decode-text.ts'
import { tagName } from '../tag-name.ts'
import type { TextMap } from '../text-map.ts'

/** Encodings whose units have two bytes: UTF-16 with a mark, and without. */
const wide: ReadonlySet<number> = new Set([1, 2])

/** Adds the text of a frame: TXXX has a name of its own, as ffmpeg writes what ID3 has no frame for. */
export function addId3Text(id: string, data: Buffer, texts: TextMap): void {
  const isWide = wide.has(data[0] ?? 0)
  const decode = isWide ? decodeUtf16 : decodeText
  if (id === 'TXXX') {
    const { name, text } = split(data.subarray(1), isWide)
    texts.addRead(tagName(decode(name)), text.length, () => withoutNuls(decode(text)))
  }
  if (id === 'COMM') {
    const { text } = split(data.subarray(4), isWide)
    texts.addRead('Comment', text.length, () => withoutNuls(decode(text)))
  }
  if (id === 'TIT2')
    texts.addRead('Title', data.length, () => withoutNuls(decode(data.subarray(1))))
}

/** A name that ends with a zero, and the text behind it. */
function split(data: Buffer, isWide: boolean): { readonly name: Buffer; readonly text: Buffer } {
  const step = isWide ? 2 : 1
  let end = 0
  while (end < data.length && (data[end] !== 0 || (isWide && data[end + 1] !== 0))) end += step
  return { name: data.subarray(0, end), text: data.subarray(end + step) }
}
