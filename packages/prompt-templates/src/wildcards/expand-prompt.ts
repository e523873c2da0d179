import { draw } from './draw.ts'
import {
  EmptyWildcardError,
  ExpansionTooLargeError,
  InvalidSeedError,
  UnknownWildcardError,
  WildcardNestingError,
} from './errors.ts'
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
  next: number
}

class Drawing {
  readonly #options: ExpandOptions
  readonly #parsed = new Map<string, readonly PromptNode[]>()
  readonly #places: Place[] = []
  readonly #choices: Choice[] = []
  readonly #parts: string[] = []
  #length = 0

  constructor(options: ExpandOptions) {
    this.#options = options
  }

  expand(text: string): Expansion {
    this.#enter(parsePrompt(text), [])
    for (let place = this.#places.at(-1); place !== undefined; place = this.#places.at(-1)) {
      const node = place.nodes[place.next++]
      if (node === undefined) this.#places.pop()
      else this.#visit(node, place.path)
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
      case 'choice': {
        const option = this.#draw(node.options)
        this.#choices.push({ wildcard: node.source, drawn: option.source })
        this.#enter(option.nodes, path)
        break
      }
      case 'wildcard': {
        if (this.#isLiteral(node.name)) {
          this.#write(node.source)
          break
        }
        const longer = nest(node.name, path)
        const line = this.#draw(linesOf(node.name, this.#options))
        this.#choices.push({ wildcard: node.source, drawn: line })
        this.#enter(this.#parse(line), longer)
      }
    }
  }

  #isLiteral(name: string): boolean {
    const { unknown, lines } = this.#options
    return unknown === 'literal' && lines(name) === undefined
  }

  #draw<Option>(options: readonly Option[]): Option {
    const n = this.#choices.length
    if (n === mostDraws) throw new ExpansionTooLargeError('draws', mostDraws)
    const { seed, stream } = this.#options
    const option = options[draw(options.length, { seed, stream, n })]
    if (option === undefined) throw new RangeError('A draw is always one of the options')
    return option
  }

  #enter(nodes: readonly PromptNode[], path: readonly string[]): void {
    this.#places.push({ nodes, path, next: 0 })
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
