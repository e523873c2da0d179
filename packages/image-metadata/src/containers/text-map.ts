import type { Buffer } from 'node:buffer'
import { decodeText } from '../decode-text.ts'
import { readExif } from './exif.ts'

/** Texts by name; the first of a name wins, and an unreadable text takes no name. */
export class TextMap extends Map<string, string> {
  /** The orientation that the EXIF block demands, 1 where it says nothing. */
  orientation = 1

  add(name: string, text: string | undefined): void {
    if (text !== undefined && !this.has(name)) this.set(name, text)
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
