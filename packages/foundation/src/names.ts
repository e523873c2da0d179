import { Buffer } from 'node:buffer'

const longestFileName = 255

/** Characters that cannot be told in a name: controls, halves of characters, line ends, and U+FFFD, which stands for a lost one. */
const unspeakable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufffd]/u
const visible = /[^\p{C}\p{Z}]/u
/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const forbidden = /[<>:"/\\|?*]/
const reserved = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$) *(?:\.|$)/i

/** Why people and addresses cannot use a text as the name of something; undefined when they can. */
export function nameProblem(name: string): string | undefined {
  if (unspeakable.test(name)) return 'has a character that cannot be in a name'
  if (!visible.test(name)) return 'has no visible character'
  // Every program that reads an address takes these two as directions, even when they are encoded.
  if (name === '.' || name === '..') return 'stands for a folder in every address'
  return undefined
}

/** Whether Windows keeps the name, whatever its extension, for a device. */
export const isReservedFileName = (name: string): boolean => reserved.test(name)

/** Why not every system can have a file or folder of this name, in sight and safe to handle; undefined when each can. */
export function fileNameProblem(name: string): string | undefined {
  if (forbidden.test(name)) return 'has a character that Windows forbids'
  if (isReservedFileName(name)) return 'has a name that Windows reserves'
  if (/[. ]$/.test(name) && nameProblem(name) === undefined) {
    return 'has a name that ends in a dot or space'
  }
  // Programs take it for an option.
  if (name.startsWith('-')) return 'has a name that begins with a hyphen'
  if (Buffer.byteLength(name) > longestFileName) return 'has too long a name'
  return nameProblem(name)
}

/** Cuts a text to so many bytes of UTF-8, between grapheme clusters. */
export function cutToBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text
  let bytes = 0
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += Buffer.byteLength(segment)
    if (bytes > limit) break
    kept += segment
  }
  return kept
}

/** Equal for names that differ only in case or composition, which some systems take for one. */
export const nameKey = (name: string): string =>
  name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')
