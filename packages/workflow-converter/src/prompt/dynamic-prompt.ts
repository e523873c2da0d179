/** The deepest nesting of choices that is drawn from; what is deeper stays as it is written. */
const deepest = 100

/** A number from 0 up to but not including 1. */
export type Random = () => number

/**
 * What the editor sends of a text with `{red|blue}`: comments are left out, one choice is drawn, choices may be nested, and
 * one that is never closed goes to the end. Backslashes keep braces and bars.
 */
export const drawPrompt = (text: string, random: Random): string => draw(text, random, deepest)

function draw(text: string, random: Random, levels: number): string {
  const clean = withoutComments(text)
  if (!/[\\{]/.test(clean) || levels === 0) return clean
  let result = ''
  let at = 0
  while (at < clean.length) {
    const letter = clean.charAt(at)
    if (letter === '{') {
      const { choices, end } = readChoices(clean, at + 1)
      const chosen = choices[Math.min(choices.length - 1, Math.floor(random() * choices.length))]
      result += draw(chosen ?? '', random, levels - 1)
      at = end
    } else {
      const length = letter === '\\' ? 2 : 1
      result += clean.slice(at, at + length)
      at += length
    }
  }
  return result.replaceAll(/\\([{}|])/g, '$1')
}

/** Reads choices from behind their brace to behind the one that closes it. */
function readChoices(text: string, start: number): { choices: readonly string[]; end: number } {
  const choices: string[] = []
  let depth = 0
  let from = start
  let at = start
  for (; at < text.length; at++) {
    const letter = text.charAt(at)
    if (letter === '\\') at += 1
    else if (letter === '{') depth += 1
    else if (letter === '}' && --depth < 0) break
    else if (letter === '|' && depth === 0) {
      choices.push(text.slice(from, at))
      from = at + 1
    }
  }
  choices.push(text.slice(from, at))
  return { choices, end: at + 1 }
}

/** Without comments as in C; one that is never closed is none. */
function withoutComments(text: string): string {
  if (!text.includes('/')) return text
  const pieces: string[] = []
  let from = 0
  let at = text.indexOf('/')
  let isClosed = true
  while (at !== -1) {
    const next = text.charAt(at + 1)
    const close = next === '*' && isClosed ? text.indexOf('*/', at + 2) : -1
    if (next === '*' && close === -1) isClosed = false
    const end = close === -1 ? (next === '/' ? lineEnd(text, at) : at) : close + 2
    if (end > at) {
      pieces.push(text.slice(from, at))
      from = end
    }
    at = text.indexOf('/', Math.max(end, at + 1))
  }
  pieces.push(text.slice(from))
  return pieces.join('')
}

function lineEnd(text: string, from: number): number {
  const lineBreak = /[\n\r\u2028\u2029]/g
  lineBreak.lastIndex = from
  return lineBreak.exec(text)?.index ?? text.length
}
