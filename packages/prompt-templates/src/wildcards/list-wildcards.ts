import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '@darkroom/foundation'
import { findFile } from '../shared/text-file.ts'
import { isNameSegment, isWildcardName } from './wildcard-name.ts'

const ending = '.txt'
const deepest = 16

/** The names of all usable wildcards below a directory, sorted. */
export async function listWildcards(directory: string): Promise<readonly string[]> {
  const names = new Set<string>()
  for await (const path of textFiles(directory, [])) {
    const name = path.slice(0, -ending.length).normalize('NFC')
    if (isWildcardName(name)) names.add(name)
  }
  return [...names].sort()
}

/** The relative paths of text files, with `/`. Linked folders are not entered. */
async function* textFiles(
  directory: string,
  folder: readonly string[],
): AsyncGenerator<string, void> {
  for (const entry of await entriesOf(join(directory, ...folder))) {
    const path = [...folder, entry.name]
    if (entry.isDirectory() && isNameSegment(entry.name) && path.length < deepest) {
      yield* textFiles(directory, path)
    } else if (entry.name.endsWith(ending) && (await isReadable(entry, { directory, path }))) {
      yield path.join('/')
    }
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
