import { type FoundFile, findFile, readText } from '../shared/text-file.ts'
import { WildcardFileError } from './errors.ts'
import { endings } from './list-wildcards.ts'
import { readLines } from './read-lines.ts'
import { wildcardNames } from './wildcard-names.ts'

export interface WildcardFile {
  readonly lines: readonly string[]
  /** The wildcards in the lines. */
  readonly names: readonly string[]
}

export interface WildcardFileReader {
  /** Reads a wildcard, `undefined` when it does not exist. The name must have been checked. */
  read(name: string): Promise<WildcardFile | undefined>
}

/** Reads a file again when its path, size or time of modification has changed. */
export function createWildcardFileReader(directory: string): WildcardFileReader {
  const cache = new Map<string, { readonly version: string; readonly file: WildcardFile }>()
  return {
    async read(name) {
      const found = await find(directory, name)
      if (found.kind === 'refused') throw new WildcardFileError(name, found.problem)
      if (found.kind === 'missing') {
        cache.delete(name)
        return undefined
      }
      const version = `${found.modified} ${found.size} ${found.path}`
      const cached = cache.get(name)
      if (cached?.version === version) return cached.file
      const file = await readFound(name, found.path)
      if (file !== undefined) cache.set(name, { version, file })
      return file
    },
  }
}

/** Finds a wildcard's file; some systems keep names decomposed, as `e` and an accent. */
async function find(directory: string, name: string): Promise<FoundFile> {
  for (const spelled of new Set([name, name.normalize('NFD')])) {
    for (const ending of endings) {
      const found = await findFile(directory, `${spelled}${ending}`)
      if (found.kind !== 'missing') return found
    }
  }
  return { kind: 'missing' }
}

async function readFound(name: string, path: string): Promise<WildcardFile | undefined> {
  const read = await readText(path)
  if (read.kind === 'missing') return undefined
  if (read.kind === 'refused') throw new WildcardFileError(name, read.problem)
  const lines = readLines(read.text)
  return { lines, names: wildcardNames(lines.join('\n')) }
}
