import type { fileTypeFromBuffer } from 'file-type'

/** The bytes at the start by which a file is told. */
export const headBytes = 4100

export interface OtherFile {
  /** `''` for bytes that nobody knows. */
  readonly mediaType: string
  readonly extension: string
  /** For a message, with its article. */
  readonly shown: string
}

/** What a text is that begins like this, which has no magic number; the first that fits. */
const texts: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/^<(?:!doctype html|html|head|body|script)\b/i, 'a web page'],
  [/^<(?:svg\b|[\s\S]*<svg\b)/i, 'an SVG drawing'],
  [/^</, 'a text with markup'],
  [/^[[{]/, 'a text, perhaps JSON'],
]

/** What bytes are that are no picture: sound, or anything else, for a message. */
export async function nameOtherFile(head: Uint8Array): Promise<OtherFile> {
  const text = asText(head)?.trimStart()
  const markup = text && texts.find(([pattern]) => pattern.test(text))?.[1]
  if (markup) return { mediaType: '', extension: '', shown: markup }
  const found = await typeOf(head)
  if (found !== undefined) {
    const { mime, ext } = found
    return { mediaType: mime, extension: ext, shown: `a file of the type ${mime}` }
  }
  const shown = text === undefined ? 'a file of an unknown kind' : 'a text'
  return { mediaType: '', extension: '', shown }
}

/** The bytes as text, without a byte order mark; undefined where they cannot be one. */
function asText(head: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(head, { stream: true })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no text has these.
  return /[\x00-\x08\x0e-\x1a\ufffd]/.test(text) ? undefined : text
}

/**
 * The library looks at the head alone, so no file can make it work for long; what it cannot read, it need not name. It is loaded
 * with the first file, for most people never send one.
 */
async function typeOf(head: Uint8Array): ReturnType<typeof fileTypeFromBuffer> {
  const library = await import('file-type')
  try {
    return await library.fileTypeFromBuffer(head)
  } catch {
    return undefined
  }
}
