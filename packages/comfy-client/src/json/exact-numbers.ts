/** `JSON.rawJSON` of Node 24, which TypeScript's library lacks: the JSON.parse source text proposal. */
declare global {
  interface JSON {
    rawJSON(text: string): { readonly rawJSON: string }
  }
}

const integer = /^-?\d+$/

/** Parses with `standIn` read as NaN and integers beyond ±(2^53 − 1) as `bigint`. */
export const parseExactly = (text: string, standIn: string): unknown =>
  JSON.parse(text, (_key: string, value: unknown, context?: { readonly source?: string }) => {
    const source = context?.source
    if (typeof value !== 'number' || source === undefined) return value
    if (source === standIn) return Number.NaN
    return !Number.isSafeInteger(value) && integer.test(source) ? BigInt(source) : value
  })

/** Converts a `bigint` for `JSON.stringify`. */
export const toRawJson = (value: bigint): unknown => JSON.rawJSON(value.toString())
