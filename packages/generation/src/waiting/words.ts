/** The text with a full stop at its end. */
export const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`)

/** The number with its noun and verb. */
export const count = (number: number, one: string, many: string): string =>
  `${number} ${number === 1 ? one : many}`

/** `a`, `a and b`, `a, b and c`. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
