import { ProblemError } from './problem.ts'

const marks = [
  { bytes: [0xef, 0xbb, 0xbf], label: 'utf-8' },
  { bytes: [0xfe, 0xff], label: 'utf-16be' },
  { bytes: [0xff, 0xfe], label: 'utf-16le' },
] as const

/** The encoding that a byte order mark tells; it is believed before any header, as browsers do. */
const markedAs = (bytes: Uint8Array): string | undefined =>
  marks.find((mark) => mark.bytes.every((byte, index) => bytes[index] === byte))?.label

const wrongEncoding = (cause: unknown, detail: string): ProblemError =>
  new ProblemError(400, 'wrong_encoding', detail, {
    hint: 'Send the body in UTF-8, or name its encoding: Content-Type: application/json; charset=iso-8859-1.',
    cause,
  })

const decoderOf = (label: string) => {
  try {
    return new TextDecoder(label, { fatal: true })
  } catch (error) {
    throw wrongEncoding(error, `${label} is no encoding that is known here.`)
  }
}

/**
 * The text of a body, in the encoding that it says it has, UTF-8 by default. Bytes that are none of it are refused: a
 * replacement character would be drawn.
 */
export function decodeText(bytes: Uint8Array, charset: string | undefined): string {
  const label = markedAs(bytes) ?? (charset || 'utf-8')
  const decoder = decoderOf(label)
  try {
    return decoder.decode(bytes)
  } catch (error) {
    throw wrongEncoding(error, `The body is not ${decoder.encoding}.`)
  }
}
