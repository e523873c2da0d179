/** A wildcard of a prompt, as it stands there. */
export type Wildcard =
  /** `__name__`: a line of a file. */
  | { readonly kind: 'name'; readonly text: string; readonly name: string }
  /** `{a|b}`: one of the options. */
  | { readonly kind: 'choice'; readonly text: string; readonly options: readonly string[] }

interface Found {
  readonly at: number
  readonly wildcard: Wildcard
}

/** A name touches no other word, and has no sign that file names or other wildcards have. */
const named =
  /(?<![\p{L}\p{N}_\\])__(?!_)(~?[^\s_\\{}|$~@+:<>",][^\\{}|$~@+:<>",\n]*?)__(?![\p{L}\p{N}_])/gu

/** An option without its weight, `3::`. */
const withoutWeight = (option: string): string => option.replace(/^\s*\d+(\.\d+)?::/, '')

/** `2$$` or `1-2$$ and $$` before the options. */
const drawnMany = /^\s*\d*(-\d*)?\$\$([^|{}]*?\$\$)?/

interface Brace {
  readonly at: number
  /** Where its options are divided. */
  readonly bars: number[]
}

function choiceOf(prompt: string, { at, bars }: Brace, end: number): readonly Found[] {
  const before = prompt[at - 1]
  if (before === '$' || bars.length === 0) return []
  const edges = [at, ...bars, end]
  const options = edges.slice(1).map((edge, index) => prompt.slice((edges[index] ?? 0) + 1, edge))
  const [first = '', ...others] = options
  return [
    {
      at,
      wildcard: {
        kind: 'choice',
        text: prompt.slice(at, end + 1),
        options: [first.replace(drawnMany, ''), ...others].map(withoutWeight),
      },
    },
  ]
}

function choicesIn(prompt: string): readonly Found[] {
  const open: Brace[] = []
  const found: Found[] = []
  for (let at = 0; at < prompt.length; at += 1) {
    const sign = prompt[at]
    if (sign === '\\') at += 1
    else if (sign === '{') open.push({ at, bars: [] })
    else if (sign === '|') open.at(-1)?.bars.push(at)
    else if (sign === '}') {
      const brace = open.pop()
      if (brace !== undefined) found.push(...choiceOf(prompt, brace, at))
    }
  }
  return found
}

const namesIn = (prompt: string): readonly Found[] =>
  [...prompt.matchAll(named)].map(({ 0: text, 1: name = '', index }) => ({
    at: index,
    wildcard: { kind: 'name', text, name: name.replace(/^~/, '').replaceAll('\\', '/') },
  }))

/** The wildcards of a prompt in reading order, those inside of others too; each text once. */
export function wildcardsIn(prompt: string): readonly Wildcard[] {
  const found = [...choicesIn(prompt), ...namesIn(prompt)].toSorted((a, b) => a.at - b.at)
  return [...new Map(found.map(({ wildcard }) => [wildcard.text, wildcard])).values()]
}

/** Whether some file has the name; a `*` stands for any of a folder. */
export function isKnownName(name: string, known: readonly string[]): boolean {
  const wanted = name.toLowerCase()
  if (!wanted.includes('*')) return known.some((one) => one.toLowerCase() === wanted)
  const folder = wanted.slice(0, wanted.indexOf('*'))
  return known.some((one) => one.toLowerCase().startsWith(folder))
}

/** What a person is typing after two underscores, up to the caret; undefined when it is something else. */
export const nameBeingTyped = (prompt: string, caret: number): string | undefined =>
  /(?<![\p{L}\p{N}_\\])__((?!\s)(?:(?!__)[^\n]){0,60})$/u.exec(prompt.slice(0, caret))?.[1]

export interface Typed {
  readonly prompt: string
  readonly caret: number
}

/** Puts the whole wildcard in place of what was typed of it. */
export function withName({ prompt, caret }: Typed, name: string): Typed {
  const typed = nameBeingTyped(prompt, caret) ?? ''
  const start = caret - typed.length - 2
  const whole = `__${name}__`
  return {
    prompt: prompt.slice(0, start) + whole + prompt.slice(caret),
    caret: start + whole.length,
  }
}

/** Swaps a wildcard's name for another, wherever it stands. */
export const withOtherName = (prompt: string, name: string, other: string): string =>
  prompt.replaceAll(named, (text, found: string) =>
    found.replace(/^~/, '') === name ? `__${other}__` : text,
  )
