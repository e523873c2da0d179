import { UnreadablePromptError } from './errors.ts'
import type { Option, PromptNode } from './parse-prompt.ts'

/** A group as it is drawn: its options without what is said of them, and how many are taken. */
export interface GroupForm {
  readonly options: readonly Option[]
  readonly several?: { readonly least: number; readonly most: number; readonly separator: string }
}

const range = /^\s*(?:(\d{1,4})(?:(-)(\d{1,4})?)?|(-)(\d{1,4}))\$\$/
const weight = /^\s*(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})\s*::/
/** What is meant for a weight and is none. */
const noWeight = /^\s*[-+]?[\d.,]+(?:e[-+]?\d+)?%?\s*::/i
/** What is meant for a number of options and is none. */
const noRange = /^\s*[^\s$]{0,20}\$\$/

/** Reads what stands before the options: `2$$`, `1-3$$ and $$`, `~`, and the weight of each, `3::`. */
export function readForm(source: string, options: readonly Option[]): GroupForm {
  const [first, ...others] = options
  const start = first && textOf(first)
  if (first === undefined || start === undefined) return { options: weighted(source, options) }
  if (/^[@+](?=\S)/.test(start) && others.length > 0) {
    throw new UnreadablePromptError(
      source,
      'cycles and combinations are not drawn here; leave out the sign, or put a space before it',
    )
  }
  const sampler = others.length > 0 && start.startsWith('~') ? 1 : 0
  const found = range.exec(start.slice(sampler))
  if (found === null) {
    if (noRange.test(start.slice(sampler))) {
      throw new UnreadablePromptError(source, 'before $$ stands a number or a range, such as 1-3')
    }
    return { options: weighted(source, [without(first, sampler), ...others]) }
  }
  const [whole, least = '', dash, most, , upTo] = found
  const rest = start.slice(sampler + whole.length)
  const end = rest.indexOf('$$')
  const taken = sampler + whole.length + (end < 0 ? 0 : end + 2)
  const separator = end < 0 ? ', ' : rest.slice(0, end)
  const lower = Number(least)
  const upper = upTo ?? most ?? (dash === undefined ? least : `${options.length}`)
  if (Number(upper) < lower)
    throw new UnreadablePromptError(source, `${upper} is less than ${lower}`)
  return {
    options: weighted(source, [without(first, taken), ...others]),
    several: { least: lower, most: Number(upper), separator },
  }
}

const textOf = ({ nodes: [first] }: Option): string | undefined =>
  first?.kind === 'text' ? first.text : undefined

/** The option without the first characters of its text. */
function without(option: Option, count: number): Option {
  const [first, ...rest] = option.nodes
  if (count === 0 || first?.kind !== 'text') return option
  const kept: PromptNode[] = [{ kind: 'text', text: first.text.slice(count) }]
  return { ...option, source: option.source.slice(count), nodes: [...kept, ...rest] }
}

/** The options with their weights; an option without one weighs 1 beside those that have one. */
function weighted(source: string, options: readonly Option[]): readonly Option[] {
  const found = options.map((option) => weight.exec(textOf(option) ?? ''))
  if (
    options.some((option, index) => found[index] === null && noWeight.test(textOf(option) ?? ''))
  ) {
    throw new UnreadablePromptError(source, 'a weight is a number of 0 or more, such as 2 or 0.5')
  }
  if (found.every((one) => one === null)) return options
  const all = options.map((option, index) => {
    const [whole = '', value = '1'] = found[index] ?? []
    return { ...without(option, whole.length), weight: Number(value) }
  })
  if (all.some((option) => option.weight > 0)) return all
  throw new UnreadablePromptError(source, 'no option has a weight above 0')
}

/** A line of a wildcard, which is read when it is drawn. */
export interface LineOption {
  readonly source: string
  readonly weight?: number
}

/** The options in the lines of a wildcard. */
export function lineOptions(name: string, lines: readonly string[]): readonly LineOption[] {
  const found = lines.map((line) => weight.exec(line))
  if (found.every((one) => one === null)) return lines.map((source) => ({ source }))
  const all = lines.map((line, index) => {
    const [whole = '', value = '1'] = found[index] ?? []
    return { source: line.slice(whole.length), weight: Number(value) }
  })
  if (all.some((option) => option.weight > 0)) return all
  throw new UnreadablePromptError(`__${name}__`, 'no line has a weight above 0')
}
