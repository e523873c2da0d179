import { InvalidWildcardNameError } from './errors.ts'
import { type Choice, checkSeed, expandPrompt } from './expand-prompt.ts'
import { listWildcards } from './list-wildcards.ts'
import { createWildcardFileReader, type WildcardFile } from './wildcard-file.ts'
import { isWildcardName } from './wildcard-name.ts'
import { wildcardNames } from './wildcard-names.ts'

export interface WildcardFiles {
  /** All existing wildcards, sorted. */
  names(): Promise<string[]>
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
    return [...(await listWildcards(directory))]
  }

  async function reach(wanted: Iterable<string>): Promise<Map<string, WildcardFile | undefined>> {
    const reached = new Map<string, WildcardFile | undefined>()
    const waiting = [...wanted].map(checkName)
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (reached.has(name)) continue
      const file = await reader.read(name)
      reached.set(name, file)
      for (const mentioned of file?.names ?? []) waiting.push(mentioned)
    }
    return reached
  }

  return {
    names,
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
  if (!isWildcardName(name)) throw new InvalidWildcardNameError(name)
  return name.normalize('NFC')
}
