import { type GraphNode, isLink } from './graph.ts'
import type { Walk } from './walk.ts'

const joiner = /concat|join|combine|append|merge/i
const numbered = /^(?:text|string|prompt|str|input|value)_?(?:\d{1,2}|[a-h])$/i
const pieceKey = /text|string|prompt|prefix|suffix|^str/i
const delimiterKey = /delimiter|separator/i
/** The longest text that a node makes of others, in characters. */
const textLimit = 100_000

/** The text of a node that joins several, or undefined for any other node. No more is built than the budget allows. */
export function joinTexts(
  walk: Walk,
  node: GraphNode,
  read: (key: string) => string,
): string | undefined {
  const keys = pieceKeys(node)
  if (keys.length < 2) return undefined
  const delimiter = delimiterOf(node)
  const pieces: string[] = []
  let left = textLimit
  for (const key of keys) {
    const text = left > 0 ? read(key) : ''
    if (text === '') continue
    for (const piece of pieces.length === 0 ? [text] : [delimiter, text]) {
      const granted = walk.budget.takeCharacters(Math.min(piece.length, left))
      left -= granted
      pieces.push(piece.slice(0, granted))
    }
  }
  return pieces.join('')
}

function delimiterOf(node: GraphNode): string {
  const key = node.keys.find((name) => delimiterKey.test(name))
  const literal = key === undefined ? undefined : node.inputs[key]
  if (key === undefined && node.inputs.tidy_tags === 'yes') return ', '
  return typeof literal === 'string' ? literal.slice(0, 1000).replaceAll('\\n', '\n') : ' '
}

function pieceKeys(node: GraphNode): readonly string[] {
  const wanted = joiner.test(node.type) ? pieceKey : numbered
  return node.keys
    .filter((key) => wanted.test(key) && !delimiterKey.test(key) && isPiece(node, key))
    .sort((left, right) => left.localeCompare(right, 'en', { numeric: true }))
}

function isPiece(node: GraphNode, key: string): boolean {
  const value = node.inputs[key]
  return typeof value === 'string' || isLink(value)
}
