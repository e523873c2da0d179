import type { Findings } from '../findings.ts'
import { toAmount, toPositive, toResolution, toSeed, toText } from '../values.ts'

const option = /^-([sSWHCAf])$/
const glued = /^-([sSWHCAf])(\S+)$/

/** Reads InvokeAI 1's command line: `"prompt [negative]" -s 50 -S 42 -W 512 -H 512 -C 7.5 -A k_lms`. */
export function readDream(line: string): Findings {
  const { text, rest } = splitQuoted(line.trim())
  const { positive, negative } = splitBrackets(text)
  const options = readOptions(rest.split(/\s+/))
  return {
    source: 'invokeai',
    prompt: toText(positive),
    negative_prompt: toText(negative),
    steps: toPositive(options.get('s')),
    seedText: toSeed(options.get('S')),
    resolution: toResolution(options.get('W'), options.get('H')),
    cfg: toAmount(options.get('C')),
    sampler: toText(options.get('A')),
    denoise: toAmount(options.get('f')),
  }
}

function splitQuoted(line: string): { text: string; rest: string } {
  const end = line.startsWith('"') ? line.lastIndexOf('"') : -1
  if (end > 0) return { text: line.slice(1, end), rest: line.slice(end + 1) }
  const dash = line.search(/ -[sSWHCA] ?[\w.]/)
  return dash < 0 ? { text: line, rest: '' } : { text: line.slice(0, dash), rest: line.slice(dash) }
}

function readOptions(words: readonly string[]): ReadonlyMap<string, string> {
  const options = new Map<string, string>()
  for (const [index, word] of words.entries()) {
    const letter = option.exec(word)?.[1]
    const pair = glued.exec(word)
    if (letter !== undefined) options.set(letter, words[index + 1] ?? '')
    else if (pair !== null) options.set(pair[1] ?? '', pair[2] ?? '')
  }
  return options
}

/** Splits off the negative prompt in brackets: `a cat [dog, blurry] on a mat`. */
export function splitBrackets(text: string): { positive: string; negative: string } {
  const positive: string[] = []
  const negative: string[] = []
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('[', at)
    const close = open < 0 ? -1 : text.indexOf(']', open)
    if (close < 0) break
    positive.push(text.slice(at, open).trim())
    negative.push(text.slice(open + 1, close).trim())
    at = close + 1
  }
  positive.push(text.slice(at).trim())
  return {
    positive: positive.filter((part) => part !== '').join(' '),
    negative: negative.join(', '),
  }
}
