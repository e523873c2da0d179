import { SceneProducerSpecError } from '../errors.ts'

/**
 * Splits a command line into program and arguments, without variables, wildcards or pipes. White space separates;
 * 'single quotes' keep everything as it is; in "double quotes" \" and \\ stand for themselves; outside quotes a
 * backslash keeps the next character.
 */
export function parseCommandLine(line: string): readonly string[] {
  const words: string[] = []
  const token = /\s+|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+)/gy
  let word: string | undefined
  let end = 0
  for (const match of line.matchAll(token)) {
    const [all, single, double, escaped, plain] = match
    end = match.index + all.length
    const text = single ?? double?.replaceAll(/\\(["\\])/g, '$1') ?? escaped ?? plain
    if (text !== undefined) {
      word = (word ?? '') + text
    } else if (word !== undefined) {
      words.push(word)
      word = undefined
    }
  }
  if (end < line.length) {
    throw new SceneProducerSpecError(`A quote is opened and never closed: ${line.slice(end)}`)
  }
  return word === undefined ? words : [...words, word]
}
