/** More members than any graph has nodes; a text with more is no graph. */
const memberLimit = 50_000

/**
 * The members of the JSON object that a text begins with, each value as it is written: what is to run again keeps every
 * digit of its seeds, and Python's `NaN` is no obstacle. The inside of a value is not looked at; of two members with one name
 * the last counts, as everywhere. Undefined for what is no object, or none that ends.
 */
export function jsonMembers(text: string): ReadonlyMap<string, string> | undefined {
  const members = new Map<string, string>()
  let at = skip(text, 0)
  if (text[at] !== '{') return undefined
  at = skip(text, at + 1)
  while (text[at] === '"' && members.size < memberLimit) {
    const nameEnd = endOfString(text, at)
    const colon = skip(text, nameEnd + 1)
    if (text[colon] !== ':') return undefined
    const start = skip(text, colon + 1)
    const end = endOfValue(text, start)
    members.set(text.slice(at + 1, nameEnd), text.slice(start, end).trimEnd())
    at = skip(text, text[end] === ',' ? end + 1 : end)
  }
  return text[at] === '}' ? members : undefined
}

/** The position of the comma or bracket behind a value. */
function endOfValue(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const letter = text[at]
    if (letter === '"') at = endOfString(text, at)
    else if (letter === '{' || letter === '[') depth++
    else if (letter === ',' && depth === 0) return at
    else if ((letter === '}' || letter === ']') && depth-- === 0) return at
  }
  return text.length
}

/** The position of the quotation mark that ends a string. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const letter = text[at]
    if (letter === '\\') at++
    else if (letter === '"') return at
  }
  return text.length
}

const space: ReadonlySet<string | undefined> = new Set([' ', '\n', '\r', '\t'])

function skip(text: string, start: number): number {
  let at = start
  while (space.has(text[at])) at++
  return at
}
