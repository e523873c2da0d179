/** A text of JSON, or an integer that may have more digits than a number holds: seeds have up to twenty. */
const tokens = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g

/** Marks an integer that is kept as a text; JSON writes it as `\u0000`. */
const mark = '\u0000integer '
const marked = /"\\u0000integer (-?\d+)"/g

/** Reads JSON; integers that a number cannot hold become texts that `toExactJson` writes as they were. */
export const parseExactJson = (text: string): unknown =>
  JSON.parse(
    text.replace(tokens, (token) =>
      token.startsWith('"') || Number.isSafeInteger(Number(token))
        ? token
        : JSON.stringify(`${mark}${token}`),
    ),
  )

/** Writes JSON with every digit of what `parseExactJson` read. */
export const toExactJson = (value: unknown): string =>
  JSON.stringify(value, undefined, 2).replace(marked, '$1')
