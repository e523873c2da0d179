import { isReservedFileName } from '@darkroom/foundation'

/** Control characters, and characters that Windows refuses in names. */
const unsafe = /[\p{Cc}"*/:<>?\\|]/gu
/** Direction marks turn the text around, so that `gnp.exe` reads as `exe.png`. */
const directions = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
/** Begins a hidden file, or what programs take for an option. */
const misread = /^[.-]/

/** Makes a name for a download that every system accepts. */
export const safeFileName = (name: string): string => {
  const safe = name
    .toWellFormed()
    .normalize('NFC')
    .replace(directions, '')
    .replace(unsafe, '_')
    .replace(/[. ]+$/, '_')
  return isReservedFileName(safe) || misread.test(safe) ? `_${safe}` : safe
}
