import type { Buffer } from 'node:buffer'
import { errorCode } from '@darkroom/foundation'
import { decodeText } from '../decode-text.ts'
import { readExif } from './exif.ts'
import { inflatedByteLimit } from './limits.ts'

/** Texts by name; the first of a name wins, and an unreadable text takes no name. */
export class TextMap extends Map<string, string> {
  /** The orientation that the EXIF block demands, 1 where it says nothing. */
  orientation = 1

  /** The characters that the texts of the file may still have, in all. */
  left: number = inflatedByteLimit

  add(name: string, text: string | undefined): void {
    if (text === undefined || this.has(name) || text.length > this.left) return
    this.left -= text.length
    this.set(name, text)
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
      if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') this.#unpackable -= maxOutputLength
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

/** Names under which some tool keeps its generation data. */
const tellingNames = [
  'prompt',
  'parameters',
  'workflow',
  'UserComment',
  'Comment',
  'Prompt',
  'invokeai_metadata',
  'sd-metadata',
  'Dream',
  'generation_data',
  'smproj',
  'parameters-json',
  'XML:com.adobe.xmp',
  'use_stable_diffusion_model',
  'Stable Diffusion model',
] as const

const rawOnlyNames: ReadonlySet<string> = new Set([
  'workflow',
  'invokeai_workflow',
  'invokeai_graph',
])
const shownNames: ReadonlySet<string> = new Set([
  ...tellingNames.filter((name) => name !== 'workflow'),
  'Title',
  'Description',
  'Software',
  'Source',
  'seed',
  'negative_prompt',
])
const unknownNameLimit = 16 * 1024

export function isTelling(texts: ReadonlyMap<string, string>): boolean {
  return texts.size > 0 && tellingNames.some((name) => texts.has(name))
}

/** Whether a text is only needed for raw texts; otherwise its presence is enough and decoding is skipped. */
export function isRawOnly(name: string, byteLength: number): boolean {
  return rawOnlyNames.has(name) || (byteLength > unknownNameLimit && !shownNames.has(name))
}

/** The names of tags in videos that mean the same as a PNG keyword; tools write them in any case. */
const tagNames: ReadonlyMap<string, string> = new Map([
  ...tellingNames.map((name) => [name.toLowerCase(), name] as const),
  ['prompt', 'prompt'],
  ['comment', 'Comment'],
  ['metadata', 'Comment'],
  ['title', 'Title'],
  ['description', 'Description'],
  ['software', 'Software'],
  ['source', 'Source'],
])

/** The name for a video's tag: Matroska writes `PROMPT`, QuickTime `com.apple.quicktime.comment`. */
export function tagName(name: string): string {
  const bare = name.replace(/^com\.apple\.quicktime\./, '')
  return tagNames.get(bare.toLowerCase()) ?? bare
}
