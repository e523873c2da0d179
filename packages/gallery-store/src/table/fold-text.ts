// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
const ascii = /^[\u0000-\u007f]*$/
/** Accents and the like of Latin, Greek and Cyrillic. Marks of other scripts, such as が has, tell letters apart. */
const accents = /[\u0300-\u036f]/g
/** Characters that nobody sees, such as soft hyphens, joiners and variation selectors. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu

/** Letters with a stroke that those who have no such key write without it; Unicode does not take them apart. */
const stroked: Readonly<Record<string, string>> = {
  đ: 'd',
  ħ: 'h',
  ł: 'l',
  ŧ: 't',
  '’': "'",
  '‘': "'",
}
const strokes = /[đħłŧ’‘]/g

/**
 * Folds a text for comparison: compatibility forms are unified (NFKC), accents, case and what is invisible go. Upper
 * case comes before lower, so that `ß` and `ẞ` find `SS` and the dotless `ı` is an `i` as the dotted `İ` is; Greek's final
 * sigma depends on position, not on spelling.
 */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  return withoutMarks(withoutMarks(text).toLowerCase().toUpperCase())
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(strokes, (letter) => stroked[letter] ?? letter)
    .normalize('NFKC')
}

function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(accents, '').replace(invisible, '')
}

export function splitWords(keyword: string): readonly string[] {
  return [...new Set(foldText(keyword).split(/[\s\0]+/u))].filter((word) => word !== '')
}
