import { InvalidWildcardNameError } from './errors.ts'
import { type Choice, checkSeed, expandPrompt } from './expand-prompt.ts'
import { type BrokenWildcard, listWildcards } from './list-wildcards.ts'
import { createWildcardFileReader, type WildcardFile } from './wildcard-file.ts'
import { isWildcardName, isWildcardPattern, namesLike } from './wildcard-name.ts'
import { wildcardNames } from './wildcard-names.ts'

export interface WildcardFiles {
  /** All existing wildcards, sorted. */
  names(): Promise<string[]>
  /** The files that look like wildcards and cannot be used, with the reason. */
  broken(): Promise<readonly BrokenWildcard[]>
  /** The lines of these wildcards and of those in their lines. Missing ones are left out. */
  load(names: Iterable<string>): Promise<Map<string, readonly string[]>>
  /**
   * Draws both texts of a request from its seed. A name without a file is an error, unless there are no files at all:
   * without wildcards nothing can be misspelt.
   */
  expand(request: PromptPair): Promise<ExpandedPair>
}

export interface PromptPair {
  readonly prompt: string
  readonly negative_prompt: string
  /** An integer from 0 to 2^53−1. */
  readonly seed: number
}

export interface ExpandedPair {
  readonly prompt: string
  readonly negative_prompt: string
  readonly choices: {
    readonly prompt: readonly Choice[]
    readonly negative_prompt: readonly Choice[]
  }
}

/** The wildcards in a directory of text files. It need not exist; the next call sees any change in it. */
export function createWildcardFiles(directory: string): WildcardFiles {
  const reader = createWildcardFileReader(directory)

  async function names(): Promise<string[]> {
    return [...(await listWildcards(directory)).names]
  }

  async function reach(wanted: Iterable<string>): Promise<Map<string, WildcardFile | undefined>> {
    const reached = new Map<string, WildcardFile | undefined>()
    const waiting = [...wanted].map(checkName)
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (reached.has(name)) continue
      const file = isWildcardPattern(name) ? await readAll(name) : await reader.read(name)
      reached.set(name, file)
      for (const mentioned of file?.names ?? []) waiting.push(mentioned)
    }
    return reached
  }

  /** The lines of all files that the pattern stands for, as those of one. */
  async function readAll(pattern: string): Promise<WildcardFile | undefined> {
    const found = namesLike(pattern, await names())
    const files = await Promise.all(found.map((name) => reader.read(name)))
    const all = files.flatMap((file) => file ?? [])
    if (all.length === 0) return undefined
    return {
      lines: all.flatMap((file) => file.lines),
      names: [...new Set(all.flatMap((file) => file.names))],
    }
  }

  return {
    names,
    broken: async () => (await listWildcards(directory)).broken,
    async load(wanted) {
      const loaded = new Map<string, readonly string[]>()
      for (const [name, file] of await reach(wanted)) {
        if (file !== undefined) loaded.set(name, file.lines)
      }
      return loaded
    },
    async expand({ prompt, negative_prompt, seed }) {
      checkSeed(seed)
      const files = await reach([...wildcardNames(prompt), ...wildcardNames(negative_prompt)])
      const isMissing = [...files.values()].includes(undefined)
      const known = isMissing ? await names() : []
      const lines = (name: string): readonly string[] | undefined => files.get(name)?.lines
      const unknown = isMissing && known.length === 0 ? 'literal' : 'error'
      const options = { seed, lines, known, unknown } as const
      const positive = expandPrompt(prompt, { ...options, stream: 'prompt' })
      const negative = expandPrompt(negative_prompt, { ...options, stream: 'negative' })
      return {
        prompt: positive.text,
        negative_prompt: negative.text,
        choices: { prompt: positive.choices, negative_prompt: negative.choices },
      }
    },
  }
}

function checkName(name: string): string {
  if (!isWildcardName(name) && !isWildcardPattern(name)) throw new InvalidWildcardNameError(name)
  return name.normalize('NFC')
}
