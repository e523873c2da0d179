const quote = 34
const backslash = 92
const [openBracket, closeBracket, openBrace, closeBrace] = [91, 93, 123, 125]
const comma = 44

/** ComfyUI's own answers are some ten deep. */
const mostDepth = 256

const isOpening = (code: number): boolean => code === openBracket || code === openBrace
const isClosing = (code: number): boolean => code === closeBracket || code === closeBrace

/** @throws SyntaxError for more lists and objects within one another than is sane, which cost time and memory. */
export function deeper(depth: number): number {
  if (depth >= mostDepth) throw new SyntaxError(`JSON is more than ${mostDepth} deep`)
  return depth + 1
}

/** The end of the string that opens at `start`, or the text's end. */
export function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === quote) return at
    at += code === backslash ? 2 : 1
  }
  return text.length
}

/** The depth behind this character, outside of strings. */
export function depthAfter(code: number, depth: number): number {
  if (isOpening(code)) return deeper(depth)
  return isClosing(code) ? depth - 1 : depth
}

/**
 * The end of the value that begins at `start`: the place behind it. `undefined` for a list or object that goes on for
 * longer than `longest`. What is no JSON has an end too; parsing it tells.
 */
export function tokenEnd(text: string, start: number, longest: number): number | undefined {
  const first = text.charCodeAt(start)
  if (first === quote) return Math.min(endOfString(text, start) + 1, text.length)
  if (!isOpening(first)) return wordEnd(text, start)
  const limit = Math.min(text.length, start + longest)
  let depth = 0
  for (let at = start; at < limit; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) at = endOfString(text, at)
    else if (isOpening(code)) depth += 1
    else if (isClosing(code)) {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return undefined
}

/**
 * The end of as many elements of a list as fit into `longest`, from `start` on: the place of the comma or the bracket
 * behind them. `undefined` when not even one does.
 */
export function runEnd(text: string, start: number, longest: number): number | undefined {
  const limit = Math.min(text.length, start + longest)
  let last: number | undefined
  let depth = 0
  for (let at = start; at < limit; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) at = endOfString(text, at)
    else if (depth === 0 && code === comma) last = at
    else if (depth === 0 && isClosing(code)) return at
    else if (isOpening(code)) depth += 1
    else if (isClosing(code)) depth -= 1
  }
  return last
}

/** Numbers and words end where the next comma, bracket or space is. */
function wordEnd(text: string, start: number): number {
  let at = start
  while (at < text.length && !isEnd(text.charCodeAt(at))) at += 1
  return at
}

const isEnd = (code: number): boolean => code === comma || isClosing(code) || code <= 32
