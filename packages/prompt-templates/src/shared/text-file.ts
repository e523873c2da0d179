import { readFile, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { errorCode, isMissing } from '@darkroom/foundation'

export const largestTextFile: number = 1024 * 1024

/** The result of a search. `problem` follows the file's name in a sentence. */
export type FoundFile =
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly problem: string }
  | {
      readonly kind: 'found'
      readonly path: string
      readonly size: bigint
      readonly modified: bigint
    }

export type TextFile =
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly problem: string }
  | { readonly kind: 'text'; readonly text: string }

/** Finds a regular file of acceptable size that lies in the directory after following links. */
export async function findFile(directory: string, path: string): Promise<FoundFile> {
  try {
    const real = await realpath(join(directory, path))
    if (!isInside(await realpath(directory), real)) return refused('leads out of its folder')
    const stats = await stat(real, { bigint: true })
    if (stats.isDirectory()) return { kind: 'missing' }
    // A pipe is refused, since opening it would wait forever for a writer.
    if (!stats.isFile()) return refused('is not a regular file')
    if (stats.size > largestTextFile) return refused('is larger than 1 MiB')
    return { kind: 'found', path: real, size: stats.size, modified: stats.mtimeNs }
  } catch (error) {
    return toAnswer(error)
  }
}

/** The text of a found file, without its byte order mark. */
export async function readText(path: string): Promise<TextFile> {
  try {
    const bytes = await readFile(path)
    if (bytes.length > largestTextFile) return refused('is larger than 1 MiB')
    return toText(bytes)
  } catch (error) {
    return toAnswer(error)
  }
}

function toText(bytes: Uint8Array): TextFile {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return refused('is not UTF-8 text')
  }
}

function isInside(directory: string, path: string): boolean {
  const way = relative(directory, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

const refused = (problem: string): { kind: 'refused'; problem: string } => ({
  kind: 'refused',
  problem,
})

const unreadable: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'ELOOP', 'EISDIR'])

function toAnswer(error: unknown): { kind: 'missing' } | { kind: 'refused'; problem: string } {
  const code = errorCode(error)
  if (isMissing(error) || code === 'ENAMETOOLONG') return { kind: 'missing' }
  if (unreadable.has(code)) return refused(`cannot be read (${code})`)
  throw error
}
