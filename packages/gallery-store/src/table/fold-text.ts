// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
const ascii = /^[\u0000-\u007f]*$/

/**
 * Folds a text for comparison: compatibility forms unified (NFKC), case removed. Upper case comes first, so that `ß`
 * finds `SS`; Greek's final sigma depends on position, not on spelling.
 */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  return text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC')
}

export function splitWords(keyword: string): readonly string[] {
  return [...new Set(foldText(keyword).split(/[\s\0]+/u))].filter((word) => word !== '')
}
