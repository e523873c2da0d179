import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { nameKey } from './template-name.ts'

export const ending = '.json'

/** The limit in bytes; file systems take 255, encrypting ones 143. */
const longestStem = 100
/** Characters that Windows forbids: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const forbidden = /[<>:"/\\|?*\p{Cc}\p{Cs}]/gu
const reserved = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$) *(?:\.|$)/i
/** Characters that change the text direction, so that a name looks like another one. */
const directions = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A file name for a new template, readable if possible and not yet taken. */
export function templateFileName(name: string, { taken }: { taken: readonly string[] }): string {
  const keys = new Set(taken.map(nameKey))
  for (const stem of stems(name)) {
    const file = `${stem}${ending}`
    if (!keys.has(nameKey(file))) return file
  }
  throw new RangeError('There is no end of stems')
}

function* stems(name: string): Generator<string, void> {
  const stem = name
    .replace(directions, '')
    .replace(forbidden, '_')
    .replace(/^\.+/, '_')
    .replace(/[. ]+$/, '')
    .replace(reserved, '_$&')
  const short = shorten(stem)
  if (short === stem && stem !== '') yield stem
  for (let attempt = 0; ; attempt++)
    yield `${short}${short === '' ? '' : '-'}${hash(name, attempt)}`
}

const hash = (name: string, attempt: number): string =>
  createHash('sha256')
    .update(`${nameKey(name)}\n${attempt}`)
    .digest('hex')
    .slice(0, 8)

/** Shortens between grapheme clusters. */
function shorten(stem: string): string {
  let bytes = 0
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(stem)) {
    bytes += Buffer.byteLength(segment)
    if (bytes > longestStem) break
    kept += segment
  }
  return kept.replace(/[. ]+$/, '')
}
