import type { Buffer } from 'node:buffer'
import { decodeText } from './decode-text.ts'
import { readExif } from './exif/exif.ts'
import { jsonMembers, jsonString } from './json-members.ts'
import { inflatedByteLimit } from './limits.ts'
import type { TextChoice } from './text-choice.ts'

/** Texts by name; the first of a name wins, and an unreadable text takes no name. */
export class TextMap extends Map<string, string> {
  /** The orientation that the EXIF block demands, 1 where it says nothing. */
  orientation = 1

  /** The characters that the texts of the file may still have, in all. */
  left: number = inflatedByteLimit

  readonly #choice: TextChoice

  constructor(choice: TextChoice = {}) {
    super()
    this.#choice = choice
  }

  /** Whether nothing more is searched for where searching costs reads. */
  get isEnough(): boolean {
    return this.#choice.isEnough?.(this) ?? false
  }

  add(name: string, text: string | undefined): void {
    if (text === undefined || this.has(name) || text.length > this.left) return
    this.left -= text.length
    this.set(name, text)
  }

  /** Adds a text of so many bytes, which is only read and decoded if it is wanted. */
  addRead(name: string, byteLength: number, read: () => string | undefined): void {
    if (this.has(name)) return
    this.add(name, (this.#choice.wants?.(name, byteLength) ?? true) ? read() : '')
  }

  /** Adds each member of a JSON object that is a string by what it says, any other as it is written. */
  addMembers(object: string): void {
    for (const [name, value] of jsonMembers(object) ?? [])
      this.addRead(name, value.length, () => jsonString(value) ?? value)
  }

  /** What packed texts may still become in all; trying one that becomes too long costs as much as it was allowed. */
  #unpackable: number = 2 * inflatedByteLimit

  /** Unpacks a text as far as the budget of the file goes; undefined for one that is broken or becomes too long. */
  unpack(inflate: (limit: { maxOutputLength: number }) => Buffer): Buffer | undefined {
    const maxOutputLength = Math.min(this.left, this.#unpackable)
    if (maxOutputLength < 1) return undefined
    try {
      const bytes = inflate({ maxOutputLength })
      this.#unpackable -= bytes.length
      return bytes
    } catch (error) {
      // zlib's ERR_BUFFER_TOO_LARGE.
      if (error instanceof RangeError) this.#unpackable -= maxOutputLength
      return undefined
    }
  }

  addExif(block: Buffer): void {
    const { texts, orientation } = readExif(block)
    for (const [name, text] of texts) this.add(name, text)
    if (this.orientation === 1) this.orientation = orientation
  }

  addXmp(packet: Buffer): void {
    this.add('XML:com.adobe.xmp', decodeText(packet))
  }
}
