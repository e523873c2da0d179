import { InputTooLargeError, InvalidDataUrlError } from './errors.ts'

/** https://www.rfc-editor.org/rfc/rfc2397: a media type, its parameters, and `;base64`. */
const head = /^data:(?<type>[\w.+-]+\/[\w.+-]+)?(?:;[\w.+-]+=[^;,]*)*;base64,/i
const longestHead = 200

/**
 * The bytes of a data URL in base64: strictly its alphabet, whole groups of four, no white space. What it says of its media
 * type is not looked at. Throws `InvalidDataUrlError`, or `InputTooLargeError` before anything is decoded.
 */
export function readDataUrl(url: string, { limitBytes }: { readonly limitBytes: number }): Buffer {
  const [matched] = head.exec(url.slice(0, longestHead)) ?? []
  if (matched === undefined) {
    throw new InvalidDataUrlError('A data URL has to be data:<media type>;base64,<data>')
  }
  const length = url.length - matched.length
  const padding = url.endsWith('==') ? 2 : Number(url.endsWith('='))
  if ((length / 4) * 3 - padding > limitBytes) throw new InputTooLargeError(limitBytes)
  const data = url.slice(matched.length)
  if (length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(data)) {
    throw new InvalidDataUrlError('The data of this data URL is not whole base64')
  }
  return Buffer.from(data, 'base64')
}
