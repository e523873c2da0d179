/** Control characters, and characters that Windows refuses in names. */
const unsafe = /[\p{Cc}"*/:<>?\\|]/gu
/** Direction marks turn the text around, so that `gnp.exe` reads as `exe.png`. */
const directions = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** Makes a name for a download that every system accepts. */
export const safeFileName = (name: string): string =>
  name
    .toWellFormed()
    .replace(directions, '')
    .replace(unsafe, '_')
    .replace(/[. ]+$/, '_')
    .replace(reserved, '_$&')
