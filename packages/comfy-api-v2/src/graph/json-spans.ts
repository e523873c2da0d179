/** Where a value stands in a JSON text. */
export interface JsonSpan {
  /** RFC 6901, such as `/workflow/3/inputs/seed`; `''` for the whole. */
  readonly pointer: string
  readonly start: number
  /** After its last character. */
  readonly end: number
}

interface Open {
  readonly pointer: string
  readonly start: number
  readonly isList: boolean
  index: number
  key: string | undefined
}

// A string that is never closed goes to the end, so that the search does not begin anew at each of its quotes.
const token = /"[^"\\]*(?:\\(?:.|$)[^"\\]*)*(?:"|$)|[{}[\],]|[^\s{}[\],:"]+/gs

export const pointerTo = (parent: string, step: string | number): string =>
  `${parent}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`

const childOf = (parent: Open | undefined): string =>
  parent === undefined ? '' : pointerTo(parent.pointer, parent.key ?? parent.index)

/** Whether a text is nested deeper than that, told before anything recurses into it. The text may be no JSON. */
export function isDeeperThan(levels: number, text: string): boolean {
  let depth = 0
  for (const [found] of text.matchAll(token)) {
    if (found === '{' || found === '[') depth += 1
    else if (found === '}' || found === ']') depth -= 1
    if (depth > levels) return true
  }
  return false
}

/** A key, or a value that holds no others. */
function onScalar(parent: Open | undefined, text: string, at: number): JsonSpan | undefined {
  if (parent !== undefined && !parent.isList && parent.key === undefined) {
    parent.key = String(JSON.parse(text))
    return undefined
  }
  return { pointer: childOf(parent), start: at, end: at + text.length }
}

function onComma(parent: Open | undefined): undefined {
  if (parent === undefined) return
  parent.index += 1
  parent.key = undefined
}

function onToken(stack: Open[], text: string, at: number): JsonSpan | undefined {
  const parent = stack.at(-1)
  switch (text) {
    case '{':
    case '[':
      stack.push({
        pointer: childOf(parent),
        start: at,
        isList: text === '[',
        index: 0,
        key: undefined,
      })
      return undefined
    case '}':
    case ']':
      stack.pop()
      return parent && { pointer: parent.pointer, start: parent.start, end: at + 1 }
    case ',':
      return onComma(parent)
  }
  return onScalar(parent, text, at)
}

/** Every value of a text that is JSON, inner ones first, with its place: what is between is edited letter for letter. */
export function* jsonSpans(text: string): Generator<JsonSpan> {
  const stack: Open[] = []
  for (const { 0: found, index } of text.matchAll(token)) {
    const span = onToken(stack, found, index)
    if (span !== undefined) yield span
  }
}
