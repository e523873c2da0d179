import { jsonrepair } from 'jsonrepair'

/**
 * Every object or array in the text of a language model or a program, found without its reasoning, its code fence and
 * the sentences around it. Valid JSON comes first, then repaired JSON.
 */
export function* jsonIn(text: string): Generator<object> {
  // The closing tag ends the reasoning, since some servers leave out the opening one.
  const said = text.replace(/^\uFEFF/, '').replace(/^[\s\S]*<\/think(?:ing)?>/, '')
  const candidates = [...new Set(candidatesIn(said))]
  for (const read of [parsed, repaired]) {
    for (const candidate of candidates) {
      const value = read(candidate)
      if (typeof value === 'object' && value !== null) yield value
    }
  }
}

function* candidatesIn(text: string): Generator<string> {
  yield text.trim()
  const fence = /```(?:\w+)?\s*\n([\s\S]*?)(?:\n```|$)/.exec(text)?.[1]
  if (fence !== undefined) yield fence.trim()
  const pieces = balancedPieces(text)
  yield* pieces.toSorted((a, b) => b.length - a.length)
  const first = text.search(/[{[]/)
  if (first === -1) return
  yield text.slice(first, Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1)
  yield text.slice(first)
}

/** The text between matching brackets, outermost first; brackets in strings do not count. */
function balancedPieces(text: string): readonly string[] {
  const pieces: string[] = []
  let depth = 0
  let start = 0
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') {
      if (depth === 0) start = index
      depth += 1
    } else if ((token === '}' || token === ']') && depth > 0) {
      depth -= 1
      if (depth === 0) pieces.push(text.slice(start, index + 1))
    }
  }
  return pieces
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Only text that begins as an object or an array is repaired, since jsonrepair makes JSON of any text. */
function repaired(text: string): unknown {
  if (!/^[{[]/.test(text)) return undefined
  try {
    return parsed(jsonrepair(text))
  } catch {
    return undefined
  }
}
