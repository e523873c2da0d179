import { Buffer } from 'node:buffer'
import { InvalidPathError } from '../errors.ts'
import { isIgnoredName } from '../scan/names.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: that they are forbidden is the point
const forbidden = /[<>:"|?*\\\u0000-\u001f]/
const reserved = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)/i
const longestName = 255
const deepest = 16

/** Whether a path is relative with `/` and stays inside. `a: b.png` and `a\b.png` are valid names except on Windows. */
export function isRelativePath(
  path: string,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (path.includes('\0')) return false
  if (platform === 'win32' && (/^[a-z]:/i.test(path) || path.includes('\\'))) return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

export function checkRelativePath(path: string): string {
  if (isRelativePath(path)) return path
  throw new InvalidPathError(path, 'is no path relative to the gallery')
}

/** Checks the name of a folder, which must be possible on every system and visible in the gallery. `''` is the root. */
export function checkFolder(folder: string): string {
  if (folder === '') return folder
  const parts = checkRelativePath(folder).split('/')
  if (parts.length > deepest)
    throw new InvalidPathError(folder, `is deeper than ${deepest} folders`)
  for (const part of parts) {
    if (forbidden.test(part))
      throw new InvalidPathError(folder, 'has a character that Windows forbids')
    if (reserved.test(part)) throw new InvalidPathError(folder, 'has a name that Windows reserves')
    if (/[. ]$/.test(part))
      throw new InvalidPathError(folder, 'has a name that ends in a dot or space')
    if (isIgnoredName(part))
      throw new InvalidPathError(folder, 'has a name that the gallery ignores')
    if (Buffer.byteLength(part) > longestName)
      throw new InvalidPathError(folder, 'has too long a name')
  }
  return folder
}
