import { createHash } from 'node:crypto'
import { cutToBytes, isReservedFileName } from '@darkroom/foundation'
import { nameKey } from './template-name.ts'

export const ending = '.json'

/** The limit in bytes; file systems take 255, encrypting ones 143. */
const longestStem = 100
/** Characters that Windows forbids: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const forbidden = /[<>:"/\\|?*\p{Cc}\p{Cs}]/gu
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
  const plain = name
    .replace(directions, '')
    .replace(forbidden, '_')
    .replace(/^(?:\.+|(?=-))/, '_')
    .replace(/[. ]+$/, '')
  const stem = isReservedFileName(plain) ? `_${plain}` : plain
  const short = cutToBytes(stem, longestStem).replace(/[. ]+$/, '')
  if (short === stem && stem !== '') yield stem
  for (let attempt = 0; ; attempt++)
    yield `${short}${short === '' ? '' : '-'}${hash(name, attempt)}`
}

const hash = (name: string, attempt: number): string =>
  createHash('sha256')
    .update(`${nameKey(name)}\n${attempt}`)
    .digest('hex')
    .slice(0, 8)
