import { isWildcardName, longestName } from './wildcard-name.ts'

export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'wildcard'; readonly name: string; readonly source: string }
  | { readonly kind: 'open' | 'bar' | 'close'; readonly start: number; readonly end: number }

const word = String.raw`[\p{L}\p{M}\p{N}_]`
const nameCharacter = String.raw`[\p{L}\p{M}\p{N}_/-]`
/** The limit on the name's length keeps the time linear, as no position is searched further than that. */
const special = new RegExp(
  String.raw`\\([{}|])|([{}|])|(?<!${word})__(${nameCharacter}{1,${longestName}}?)__(?!${word})`,
  'gu',
)

/** Splits the whole text into tokens, from left to right. */
export function* tokens(text: string): Generator<Token, void> {
  let end = 0
  for (const match of text.matchAll(special)) {
    if (match.index > end) yield { kind: 'text', text: text.slice(end, match.index) }
    end = match.index + match[0].length
    yield toToken(match)
  }
  if (end < text.length) yield { kind: 'text', text: text.slice(end) }
}

function toToken(match: RegExpExecArray): Token {
  const [source, escaped, mark, name] = match
  if (escaped !== undefined) return { kind: 'text', text: escaped }
  if (mark !== undefined) {
    return { kind: marks[mark] ?? 'bar', start: match.index, end: match.index + 1 }
  }
  if (name === undefined || !isWildcardName(name)) return { kind: 'text', text: source }
  return { kind: 'wildcard', name: name.normalize('NFC'), source }
}

const marks: Readonly<Record<string, 'open' | 'bar' | 'close'>> = {
  '{': 'open',
  '|': 'bar',
  '}': 'close',
}
