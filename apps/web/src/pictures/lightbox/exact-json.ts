/** The texts and numbers of JSON. */
const tokens = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g

/** An integer that may have more digits than a number holds: seeds have up to twenty. */
const isLarge = (token: string): boolean =>
  /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token))

/** Marks an integer that is kept as a text; JSON writes it as `\u0000`. */
const mark = '\u0000integer '
const marked = /"\\u0000integer (-?\d+)"/g

/** Reads JSON; integers that a number cannot hold become texts that `toExactJson` writes as they were. */
export const parseExactJson = (text: string): unknown =>
  JSON.parse(
    text.replace(tokens, (token) => (isLarge(token) ? JSON.stringify(`${mark}${token}`) : token)),
  )

/** Writes JSON with every digit of what `parseExactJson` read. */
export const toExactJson = (value: unknown): string =>
  JSON.stringify(value, undefined, 2).replace(marked, '$1')
