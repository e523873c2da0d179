// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
const ascii = /^[\u0000-\u007f]*$/

/**
 * The form in which texts are compared: compatibility forms unified (NFKC), case removed. Upper case first, so that
 * `ß` finds `SS`; the final sigma of Greek is a matter of position, not of spelling.
 */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  return text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC')
}

export function splitWords(keyword: string): readonly string[] {
  return [...new Set(foldText(keyword).split(/[\s\0]+/u))].filter((word) => word !== '')
}
