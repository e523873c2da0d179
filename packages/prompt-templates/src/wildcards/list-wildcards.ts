import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '@darkroom/foundation'
import { findFile } from '../shared/text-file.ts'
import { isWildcardName } from './wildcard-name.ts'

/** How the names of files with options end. */
export const endings = ['.txt', '.TXT'] as const

/** Other forms in which collections are written. */
const otherForms = /\.(?:ya?ml|json|txt)$/i

const deepest = 16

export interface BrokenWildcard {
  /** The path below the directory. */
  readonly file: string
  /** A problem that follows the file's name in a sentence. */
  readonly problem: string
}

export interface WildcardList {
  /** The names of all usable wildcards, sorted. */
  readonly names: readonly string[]
  readonly broken: readonly BrokenWildcard[]
}

/** The wildcards below a directory. Hidden files and folders are not looked at. */
export async function listWildcards(directory: string): Promise<WildcardList> {
  const names = new Set<string>()
  const broken: BrokenWildcard[] = []
  for await (const file of filesBelow(directory, [])) {
    const ending = endings.find((one) => file.endsWith(one))
    const name = ending && file.slice(0, -ending.length).normalize('NFC')
    if (name === undefined) {
      if (otherForms.test(file)) broken.push({ file, problem: notText })
    } else if (isWildcardName(name)) names.add(name)
    else broken.push({ file, problem: notSayable })
  }
  return { names: [...names].sort(), broken }
}

const notText = 'is not read: write its options into a file that ends in .txt, one a line'
const notSayable = 'has a name that cannot stand in a prompt: rename it'

/** The relative paths of files, with `/`. Linked folders are not entered. */
async function* filesBelow(
  directory: string,
  folder: readonly string[],
): AsyncGenerator<string, void> {
  for (const entry of await entriesOf(join(directory, ...folder))) {
    if (entry.name.startsWith('.')) continue
    const path = [...folder, entry.name]
    if (entry.isDirectory() && path.length < deepest) yield* filesBelow(directory, path)
    else if (await isReadable(entry, { directory, path })) yield path.join('/')
  }
}

async function isReadable(
  entry: Dirent,
  { directory, path }: { directory: string; path: readonly string[] },
): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile()
  const found = await findFile(directory, join(...path))
  return found.kind === 'found'
}

const skipped: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'])

async function entriesOf(directory: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true })
  } catch (error) {
    if (skipped.has(errorCode(error))) return []
    throw error
  }
}
