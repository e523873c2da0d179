/** The text with which A1111 tells how a picture was made, in its parts. */
export interface Infotext {
  readonly prompt: string
  readonly negativePrompt: string
  /** `Steps`, `Sampler` and the like, in their order. */
  readonly settings: ReadonlyMap<string, string>
}

const negativeMark = 'Negative prompt:'
/** What must be quoted, by A1111's rule and for what its own reader would not get back. */
const unsafe = /[,\n\r:]|^["\s]|\s$|^$/

/** As A1111 writes it (`create_infotext`). */
export function writeInfotext({ prompt, negativePrompt, settings }: Infotext): string {
  const line = [...settings]
    .map(([key, value]) => `${key}: ${unsafe.test(value) ? JSON.stringify(value) : value}`)
    .join(', ')
  const negative = negativePrompt === '' ? '' : `\n${negativeMark} ${negativePrompt}`
  return `${prompt}${negative}\n${line}`.trim()
}

/** As A1111 reads it (`parse_generation_parameters`): the last line has the settings if it has at least three. */
export function readInfotext(text: string): Infotext {
  const lines = text.trim().split('\n')
  const last = readSettings(lines.at(-1) ?? '')
  const hasSettings = last.size >= 3
  const words = hasSettings ? lines.slice(0, -1) : lines
  const mark = words.findIndex((line) => line.trimStart().startsWith(negativeMark))
  const prompt = mark < 0 ? words : words.slice(0, mark)
  const negative = mark < 0 ? '' : words.slice(mark).join('\n').trimStart()
  return {
    prompt: prompt.join('\n').trim(),
    negativePrompt: negative.slice(negativeMark.length).trim(),
    settings: hasSettings ? last : new Map(),
  }
}

const longestLine = 100_000
const key = /\s*(\w[\w /-]{0,63}):[^\S\n]*/y
const quoted = /"(?:\\.|[^\\"])*"[^\S\n]*(?=,|$)/y

/** What the pattern finds at that very place. */
function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** In one pass, so that no line can make it slow. */
function readSettings(line: string): ReadonlyMap<string, string> {
  const text = line.slice(0, longestLine)
  const settings = new Map<string, string>()
  // Once an opening quote was followed to the end in vain, none is again.
  let canQuote = true
  for (let at = 0; at < text.length; ) {
    const name = matchAt(key, text, at)
    const start = at + (name?.[0].length ?? 0)
    const isQuoted: boolean = canQuote && name !== null && text[start] === '"'
    const literal: string | undefined = isQuoted ? matchAt(quoted, text, start)?.[0] : undefined
    canQuote &&= !isQuoted || literal !== undefined
    const end = literal === undefined ? plainEnd(text, start) : start + literal.length
    if (name?.[1] !== undefined)
      settings.set(name[1], literal ? unquoted(literal.trim()) : text.slice(start, end))
    at = end + 1
  }
  return settings
}

function plainEnd(text: string, start: number): number {
  const comma = text.indexOf(',', start)
  return comma < 0 ? text.length : comma
}

function unquoted(literal: string): string {
  try {
    return String(JSON.parse(literal))
  } catch {
    return literal
  }
}
