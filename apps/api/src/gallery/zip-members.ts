import { cutToBytes, nameKey } from '@darkroom/foundation'
import { safeFileName } from '../http/safe-file-name.ts'
import type { ZipFile } from './zip-files.ts'

/** Bytes that file systems take in a name. */
const longestName = 255

/** One file in the archive, under a name of its own. */
export interface ZipMember {
  readonly file: ZipFile
  readonly name: string
}

/** Gives each file its name; equal names get ` (2)` and so on before the extension. */
export function toMembers(files: readonly ZipFile[]): ZipMember[] {
  /** Number of uses of each name. */
  const wanted = new Map<string, number>()
  const times = (name: string): number => {
    const key = nameKey(name)
    const count = (wanted.get(key) ?? 0) + 1
    wanted.set(key, count)
    return count
  }
  return files.map((file) => {
    const plain = safeFileName(file.name)
    const [, stem = plain, extension = ''] = /^(.*?)(\.[^.]*)?$/s.exec(plain) ?? []
    const named = (end: string): string =>
      `${cutToBytes(stem, longestName - Buffer.byteLength(end))}${end}`
    const first = named(extension)
    const count = times(first)
    if (count === 1) return { file, name: first }
    for (let copy = count; ; copy += 1) {
      const name = named(` (${copy})${extension}`)
      if (times(name) === 1) return { file, name }
    }
  })
}
