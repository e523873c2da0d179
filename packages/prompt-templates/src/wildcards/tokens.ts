import { UnreadablePromptError } from './errors.ts'
import { isWildcardName, isWildcardPattern, longestName } from './wildcard-name.ts'

export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'wildcard'; readonly name: string; readonly source: string }
  | {
      readonly kind: 'open' | 'variable' | 'bar' | 'close'
      readonly start: number
      readonly end: number
    }

const word = String.raw`[\p{L}\p{M}\p{N}_]`
const nameCharacter = String.raw`[\p{L}\p{M}\p{N}_/-]`
/** What a backslash makes a character like others, wherever it stands. */
const escapable = '[{}|$]|__'
/**
 * Names of several words, of odd characters, of patterns: they hold no two underscores, which would be the end of them, and
 * no escaped character, whose backslash would stay.
 */
const anyCharacter = String.raw`(?:(?!__|\\(?:${escapable}))[^{}|<>\n\r])`
/** What stands in braces; an escaped one is not their end. */
const inBraces = String.raw`(?:\\[{}]|(?!\\[{}])[^{}])`
/** A name of which a variable or a choice is a part. */
const builtName = String.raw`__[\p{L}\p{N}_/ -]{0,80}\$?\{${inBraces}{0,200}\}[\p{L}\p{N}_/ -]{0,80}__`
/** SwarmUI's tags, and the Impact Pack's repeated wildcard. */
const foreign = String.raw`<(?:random|wildcard|wc)(?:\[[^\]\n]{0,80}\])?:|(?<!${word})\d{1,3}#(?=__)`
/** The limit on the name's length keeps the time linear, as no position is searched further than that. */
const special = new RegExp(
  String.raw`\\(${escapable})|(\$\{|[{}|])|(?<!${word})__(?:(${nameCharacter}{1,${longestName}}?)|(${anyCharacter}{1,${longestName}}))__(?!${word})|(?<!${word})(${builtName})|(${foreign})`,
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
  const [source, escaped, mark, plain, odd, built, foreign] = match
  if (escaped !== undefined) return { kind: 'text', text: escaped }
  if (mark !== undefined) {
    return { kind: marks[mark] ?? 'bar', start: match.index, end: match.index + mark.length }
  }
  if (built !== undefined) {
    throw new UnreadablePromptError(
      source,
      'the name of a wildcard is written out; no variable or choice can be a part of it',
    )
  }
  if (foreign !== undefined) {
    throw new UnreadablePromptError(
      source,
      'this form is not drawn here; write {a|b}, {2$$a|b} or __name__ instead',
    )
  }
  const name = toName(plain ?? odd ?? '', source)
  return name === undefined ? { kind: 'text', text: source } : { kind: 'wildcard', name, source }
}

/** The name as it is kept: composed, with `/`, and without the `~` that asks for what is done anyway. */
function toName(text: string, source: string): string | undefined {
  const slashed = text.replace(/^~/, '').replaceAll('\\', '/').normalize('NFC')
  if (isWildcardName(slashed) || isWildcardPattern(slashed)) return slashed
  if (/^[@+][\p{L}\p{N}]/u.test(slashed)) {
    throw new UnreadablePromptError(
      source,
      'cycles and combinations are not drawn here; leave out the sign',
    )
  }
  if (nearName.test(slashed)) {
    throw new UnreadablePromptError(
      source,
      'this is no name of a wildcard; write {2$$__name__} for several, or a backslash before the underscores to keep them',
    )
  }
  return undefined
}

/** What only a wildcard looks like, with a sign in it that no name has. */
const nearName = /^[\p{L}\p{N}*][^,"]*[$:@+][^,"]*[\p{L}\p{N}*)]$/u

const marks: Readonly<Record<string, 'open' | 'variable' | 'bar' | 'close'>> = {
  '${': 'variable',
  '{': 'open',
  '|': 'bar',
  '}': 'close',
}
