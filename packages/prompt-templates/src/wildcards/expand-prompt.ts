import { draw, drawShare } from './draw.ts'
import {
  EmptyWildcardError,
  ExpansionTooLargeError,
  InvalidSeedError,
  UnknownWildcardError,
  UnreadablePromptError,
  WildcardNestingError,
} from './errors.ts'
import { type LineOption, lineOptions } from './group-form.ts'
import { type PromptNode, parsePrompt } from './parse-prompt.ts'
import { wildcardNames } from './wildcard-names.ts'

/** A drawn option with its source, both as written: `{ wildcard: '{red|blue}', drawn: 'red' }`. */
export interface Choice {
  readonly wildcard: string
  readonly drawn: string
}

export interface Expansion {
  readonly text: string
  /** The choices in reading order; those inside an option or a line follow the choice of that option or line. */
  readonly choices: readonly Choice[]
}

export interface ExpandOptions {
  /** An integer from 0 to 2^53−1. */
  readonly seed: number
  /** A label for the text: texts with the same seed and different labels are drawn independently. */
  readonly stream: string
  /** The lines of a wildcard, `undefined` when it does not exist. */
  readonly lines: (name: string) => readonly string[] | undefined
  /** All existing names, for the error about an unknown one. Default: none. */
  readonly known?: readonly string[]
  /** Whether a name without lines is an error or stays in the text as written. Default `error`. */
  readonly unknown?: 'error' | 'literal'
}

const longestResult = 20_000
const mostDraws = 10_000
const deepest = 10

/** Draws all wildcards of a text. The same text, seed, stream and lines give the same result on every machine. */
export function expandPrompt(text: string, options: ExpandOptions): Expansion {
  checkSeed(options.seed)
  if (options.unknown !== 'literal') for (const name of wildcardNames(text)) linesOf(name, options)
  return new Drawing(options).expand(text)
}

export function checkSeed(seed: number): void {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new InvalidSeedError(seed)
}

function linesOf(
  name: string,
  { lines, known = [] }: Pick<ExpandOptions, 'lines' | 'known'>,
): readonly string[] {
  const found = lines(name)
  if (found === undefined) throw new UnknownWildcardError(name, { known })
  if (found.length === 0) throw new EmptyWildcardError(name)
  return found
}

function nest(name: string, path: readonly string[]): readonly string[] {
  const longer = [...path, name]
  if (path.includes(name) || longer.length > deepest) {
    throw new WildcardNestingError(longer, { deepest })
  }
  return longer
}

interface Place {
  readonly nodes: readonly PromptNode[]
  /** The wildcards whose lines hold these nodes. */
  readonly path: readonly string[]
  /** Called at the end of the nodes. */
  readonly onEnd: () => void
  next: number
}

class Drawing {
  readonly #options: ExpandOptions
  readonly #parsed = new Map<string, readonly PromptNode[]>()
  readonly #lines = new Map<string, readonly LineOption[]>()
  readonly #places: Place[] = []
  readonly #choices: Choice[] = []
  readonly #parts: string[] = []
  readonly #variables = new Map<string, readonly PromptNode[]>()
  #length = 0
  #draws = 0

  constructor(options: ExpandOptions) {
    this.#options = options
  }

  expand(text: string): Expansion {
    this.#enter(parsePrompt(text), [])
    for (let place = this.#places.at(-1); place !== undefined; place = this.#places.at(-1)) {
      const node = place.nodes[place.next++]
      if (node === undefined) {
        this.#places.pop()
        place.onEnd()
      } else this.#visit(node, place.path)
    }
    this.#checkLength()
    return { text: this.#parts.join(''), choices: this.#choices }
  }

  #visit(node: PromptNode, path: readonly string[]): void {
    switch (node.kind) {
      case 'text':
        this.#write(node.text)
        break
      case 'braces':
        this.#enter(node.nodes, path)
        break
      case 'choice':
        this.#choose(node, path)
        break
      case 'assign':
        this.#assign(node, path)
        break
      case 'use':
        this.#use(node, path)
        break
      case 'wildcard': {
        if (this.#isLiteral(node.name)) {
          this.#write(node.source)
          break
        }
        const longer = nest(node.name, path)
        const line = this.#draw(this.#linesOf(node.name))
        this.#choices.push({ wildcard: node.source, drawn: line.source })
        this.#enter(this.#parse(line.source), longer)
      }
    }
  }

  #choose(
    { source, options, several }: Extract<PromptNode, { kind: 'choice' }>,
    path: readonly string[],
  ): void {
    if (several === undefined) {
      const option = this.#draw(options)
      this.#choices.push({ wildcard: source, drawn: option.source })
      this.#enter(option.nodes, path)
      return
    }
    const [only, ...others] = options
    const [inside, ...more] = (only?.nodes ?? []).filter((n) => n.kind !== 'text' || n.text !== '')
    const isWildcard = others.length === 0 && more.length === 0 && inside?.kind === 'wildcard'
    const left: (LineOption & { readonly nodes?: readonly PromptNode[] })[] = isWildcard
      ? [...this.#linesOf(inside.name)]
      : [...options]
    const longer = isWildcard ? nest(inside.name, path) : path
    const most = Math.min(several.most, left.length)
    const least = Math.min(several.least, most)
    const count = least + this.#index(most - least + 1)
    const nodes: PromptNode[] = []
    for (let taken = 0; taken < count; taken += 1) {
      const option = this.#draw(left)
      left.splice(left.indexOf(option), 1)
      this.#choices.push({ wildcard: source, drawn: option.source })
      if (taken > 0) nodes.push({ kind: 'text', text: several.separator })
      nodes.push(...(option.nodes ?? this.#parse(option.source)))
    }
    this.#enter(nodes, longer)
  }

  #assign(
    { name, now, nodes }: Extract<PromptNode, { kind: 'assign' }>,
    path: readonly string[],
  ): void {
    if (!now) {
      this.#variables.set(name, nodes)
      return
    }
    const start = this.#parts.length
    this.#enter(nodes, path, () => {
      const text = this.#parts.splice(start).join('')
      this.#length -= text.length
      this.#variables.set(name, [{ kind: 'text', text }])
    })
  }

  #use(
    { source, name, otherwise }: Extract<PromptNode, { kind: 'use' }>,
    path: readonly string[],
  ): void {
    const value = this.#variables.get(name) ?? otherwise
    if (value === undefined) {
      throw new UnreadablePromptError(source, `the variable ${name} has no value there`)
    }
    // A variable may be used in its own value; the number of draws ends that.
    this.#count()
    this.#enter(value, path)
  }

  #isLiteral(name: string): boolean {
    const { unknown, lines } = this.#options
    return unknown === 'literal' && lines(name) === undefined
  }

  #linesOf(name: string): readonly LineOption[] {
    const lines = this.#lines.get(name) ?? lineOptions(name, linesOf(name, this.#options))
    this.#lines.set(name, lines)
    return lines
  }

  /** Counts a draw; the number of those before. */
  #count(): number {
    if (this.#draws === mostDraws) throw new ExpansionTooLargeError('draws', mostDraws)
    return this.#draws++
  }

  #index(count: number): number {
    const { seed, stream } = this.#options
    return draw(count, { seed, stream, n: this.#count() })
  }

  #draw<T extends { readonly weight?: number }>(options: readonly T[]): T {
    const isWeighted = options[0]?.weight !== undefined
    const option = isWeighted ? this.#weighed(options) : options[this.#index(options.length)]
    if (option === undefined) throw new RangeError('A draw is always one of the options')
    return option
  }

  #weighed<T extends { readonly weight?: number }>(options: readonly T[]): T | undefined {
    const { seed, stream } = this.#options
    const total = options.reduce((sum, { weight = 0 }) => sum + weight, 0)
    let left = drawShare({ seed, stream, n: this.#count() }) * total
    const found = options.find(({ weight = 0 }) => {
      left -= weight
      return left < 0
    })
    return found ?? options.findLast(({ weight = 0 }) => weight > 0) ?? options[0]
  }

  #enter(
    nodes: readonly PromptNode[],
    path: readonly string[],
    onEnd: () => void = () => undefined,
  ): void {
    this.#places.push({ nodes, path, onEnd, next: 0 })
  }

  /** Parses a line once, even if it is drawn a thousand times. */
  #parse(line: string): readonly PromptNode[] {
    const known = this.#parsed.get(line)
    if (known !== undefined) return known
    const nodes = parsePrompt(line)
    this.#parsed.set(line, nodes)
    return nodes
  }

  #write(text: string): void {
    this.#parts.push(text)
    this.#length += text.length
    this.#checkLength()
  }

  /** Checks the length; a text without wildcards may have any. */
  #checkLength(): void {
    if (this.#length > longestResult && this.#choices.length > 0) {
      throw new ExpansionTooLargeError('characters', longestResult)
    }
  }
}
