import { didYouMean, nearestNames } from '@darkroom/foundation'
import { PromptTemplatesError } from '../errors.ts'

/** The seed is not an integer from 0 to 2^53−1. */
export class InvalidSeedError extends PromptTemplatesError {
  override readonly name = 'InvalidSeedError'
  readonly seed: number

  constructor(seed: number) {
    super(`A seed is an integer from 0 to ${Number.MAX_SAFE_INTEGER}, not ${seed}.`)
    this.seed = seed
  }
}

/** The name is not one that a prompt can say. */
export class InvalidWildcardNameError extends PromptTemplatesError {
  override readonly name = 'InvalidWildcardNameError'
  readonly wildcard: string

  constructor(wildcard: string) {
    super(
      `${JSON.stringify(wildcard)} cannot name a wildcard: it takes letters, digits and most signs, single spaces within, and "/" between folders.`,
    )
    this.wildcard = wildcard
  }
}

/** The prompt asks for something that is not done, or is written in a way that cannot be meant. */
export class UnreadablePromptError extends PromptTemplatesError {
  override readonly name = 'UnreadablePromptError'
  /** The part of the prompt, as written. */
  readonly source: string

  constructor(source: string, problem: string) {
    const shown = source.length <= 80 ? source : `${source.slice(0, 79)}…`
    super(`In the prompt, ${JSON.stringify(shown)} cannot be drawn: ${problem}.`)
    this.source = source
  }
}

/** The wildcard has no lines. */
export class UnknownWildcardError extends PromptTemplatesError {
  override readonly name = 'UnknownWildcardError'
  readonly wildcard: string
  /** The most similar known names, best first. */
  readonly nearest: readonly string[]

  constructor(wildcard: string, { known = [] }: { known?: readonly string[] } = {}) {
    const nearest = nearestNames(wildcard, known)
    super(`There is no wildcard ${JSON.stringify(wildcard)}${didYouMean(nearest) || '.'}`)
    this.wildcard = wildcard
    this.nearest = nearest
  }
}

/** The lines of a wildcard are all blank or comments. */
export class EmptyWildcardError extends PromptTemplatesError {
  override readonly name = 'EmptyWildcardError'
  readonly wildcard: string

  constructor(wildcard: string) {
    super(`The wildcard ${JSON.stringify(wildcard)} has no line to draw from.`)
    this.wildcard = wildcard
  }
}

/** A wildcard's line leads to itself, or is nested too deeply. */
export class WildcardNestingError extends PromptTemplatesError {
  override readonly name = 'WildcardNestingError'
  /** The names from the prompt's own to the refused one. */
  readonly path: readonly string[]
  readonly isCycle: boolean

  constructor(path: readonly string[], { deepest }: { deepest: number }) {
    const isCycle = new Set(path).size < path.length
    super(
      `${isCycle ? 'A wildcard leads back to itself' : `Wildcards are nested more than ${deepest} deep`}: ${path.join(' → ')}.`,
    )
    this.path = path
    this.isCycle = isCycle
  }
}

/** The drawn prompt is too long, or takes too many draws. */
export class ExpansionTooLargeError extends PromptTemplatesError {
  override readonly name = 'ExpansionTooLargeError'
  readonly unit: 'characters' | 'draws'
  readonly limit: number

  constructor(unit: 'characters' | 'draws', limit: number) {
    super(
      unit === 'characters'
        ? `The prompt with its wildcards drawn is longer than ${limit} characters.`
        : `The prompt and its wildcards ask for more than ${limit} draws.`,
    )
    this.unit = unit
    this.limit = limit
  }
}

/** The file of a wildcard exists but was not read. */
export class WildcardFileError extends PromptTemplatesError {
  override readonly name = 'WildcardFileError'
  readonly wildcard: string
  /** A problem that follows the file's name in a sentence, such as `is larger than 1 MiB`. */
  readonly problem: string

  constructor(wildcard: string, problem: string) {
    super(`The file of the wildcard ${JSON.stringify(wildcard)} ${problem}.`)
    this.wildcard = wildcard
    this.problem = problem
  }
}
