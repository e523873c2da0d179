import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '@darkroom/foundation'
import { type PreparedContent, prepare } from '../http/prepared-content.ts'

/** The files of a built page by their path below its folder, with `/`. */
export type PageFiles = ReadonlyMap<string, PreparedContent>

export const indexFile = 'index.html'

/** Where the build puts what has a hash of its content in its name. */
export const assetsFolder = 'assets/'

/** Addresses of assets that the page itself names; parts that are loaded later are named in those. */
const named = /(?:src|href)="(?:\.\/)?(assets\/[^"?#]+)"/g

const isGone = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')

const unlessGone = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

/** A text that changes when the page was built anew; undefined when there is none. */
export async function pageVersion(folder: string): Promise<string | undefined> {
  const [index, assets] = await Promise.all(
    [indexFile, assetsFolder].map((name) => unlessGone(stat(join(folder, name)))),
  )
  return index && `${index.mtimeMs} ${index.size} ${assets?.mtimeMs}`
}

/**
 * Reads a built page, all of it: a path is looked up in what is there, never made of a client's words, and a build that empties the
 * folder takes nothing from who has the page open. Undefined when there is none, or not all of it, as while it is being built.
 */
export async function readPage(folder: string): Promise<PageFiles | undefined> {
  const entries = await unlessGone(readdir(folder, { recursive: true, withFileTypes: true }))
  const files = new Map<string, PreparedContent>()
  for (const entry of entries ?? []) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = await unlessGone(readFile(path))
    const name = path.slice(join(folder, '/').length).replaceAll('\\', '/')
    if (bytes !== undefined) files.set(name, prepare(bytes))
  }
  const index = files.get(indexFile)
  if (index === undefined) return undefined
  const text = new TextDecoder().decode(index.bytes)
  const isWhole = [...text.matchAll(named)].every(([, path = '']) => files.has(path))
  return isWhole ? files : undefined
}
