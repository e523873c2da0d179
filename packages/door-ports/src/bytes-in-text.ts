const dataUrl = /^data:[^,]*$/i

/** The text behind the head of a data URL; of any other text the whole. */
function encodedIn(text: string): string {
  const comma = text.indexOf(',')
  return comma >= 0 && dataUrl.test(text.slice(0, comma)) ? text.slice(comma + 1) : text
}

/** Where the padding begins, of which there are at most two characters. */
const endOf = (text: string): number =>
  text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length

/**
 * The bytes that a text has in base64, of either alphabet, raw or as a data URL; undefined for any other text. Clients break lines
 * where they like. In one pass, for a text may have 64 MiB and a pattern that looks back would take hours.
 */
export function bytesInText(text: string): Uint8Array | undefined {
  const plain = encodedIn(text.trimStart()).replaceAll(/\s+/g, '')
  const encoded = plain.slice(0, endOf(plain))
  // One character over a multiple of four has six bits, which are no byte.
  const isWhole = encoded !== '' && encoded.length % 4 !== 1
  return isWhole && !/[^\w+/-]/.test(encoded) ? Buffer.from(encoded, 'base64') : undefined
}
