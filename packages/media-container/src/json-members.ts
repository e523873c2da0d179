/** More members than any graph has nodes; a text with more is no graph. */
const memberLimit = 50_000

/** A JSON object as it is written. */
export interface WrittenObject {
  /** The text of each value. */
  readonly members: ReadonlyMap<string, string>
  /** The text of the object, without what stands before and behind it. */
  readonly text: string
}

/**
 * Reads the JSON object that a text begins with, and leaves every value as it is written: what is to run again keeps each
 * digit of its seeds, and Python's `NaN` is no obstacle. The inside of a value is not looked at; of two members with one name
 * the last counts, as everywhere. Undefined for what is no object, or none that ends.
 */
export function readWrittenObject(text: string): WrittenObject | undefined {
  const members = new Map<string, string>()
  const objectStart = skip(text, 0)
  if (text[objectStart] !== '{') return undefined
  let at = skip(text, objectStart + 1)
  while (text[at] === '"' && members.size < memberLimit) {
    const nameEnd = endOfString(text, at)
    const colon = skip(text, nameEnd + 1)
    if (text[colon] !== ':') return undefined
    const start = skip(text, colon + 1)
    const end = endOfValue(text, start)
    members.set(text.slice(at + 1, nameEnd), text.slice(start, end).trimEnd())
    at = skip(text, text[end] === ',' ? end + 1 : end)
  }
  return text[at] === '}' ? { members, text: text.slice(objectStart, at + 1) } : undefined
}

/** The members of the JSON object that a text begins with, each as it is written. */
export function jsonMembers(text: string): ReadonlyMap<string, string> | undefined {
  return readWrittenObject(text)?.members
}

/** What a JSON string says; undefined for any other text. */
export function jsonString(text: string): string | undefined {
  if (!text.startsWith('"')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

const code = {
  quote: 34,
  comma: 44,
  backslash: 92,
  openList: 91,
  closeList: 93,
  open: 123,
  close: 125,
}

/** The position of the comma or bracket behind a value. */
function endOfValue(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (letter === code.quote) at = endOfString(text, at)
    else if (letter === code.open || letter === code.openList) depth++
    else if (letter === code.comma && depth === 0) return at
    else if ((letter === code.close || letter === code.closeList) && depth-- === 0) return at
  }
  return text.length
}

/** The position of the quotation mark that ends a string: the next one with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end > 0; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text.charCodeAt(before - 1) === code.backslash) before--
    if ((end - before) % 2 === 0) return end
  }
  return text.length
}

const space: ReadonlySet<string | undefined> = new Set([' ', '\n', '\r', '\t'])

function skip(text: string, start: number): number {
  let at = start
  while (space.has(text[at])) at++
  return at
}
