import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PyError } from '../python/convert.ts'

export type FolderType = 'output' | 'input' | 'temp'

export const toFolderType = (text: string): FolderType | undefined =>
  text === 'output' || text === 'input' || text === 'temp' ? text : undefined

/** Splits `name [output]` into the name and its folder. */
export const splitAnnotation = (name: string): { name: string; type: FolderType | undefined } => {
  const match = /^(.*) \[(\w+)\]$/.exec(name)
  const type = toFolderType(match?.[2] ?? '')
  return match === null || type === undefined
    ? { name, type: undefined }
    : { name: match[1] ?? '', type }
}

/** The server's input, output and temp folders. */
export class Folders {
  readonly #roots: Readonly<Record<FolderType, string>>
  readonly #temporary: string

  constructor(options: {
    outputDirectory: string | undefined
    inputDirectory: string | undefined
  }) {
    this.#temporary = mkdtempSync(path.join(tmpdir(), 'comfy-simulator-'))
    const folder = (name: string, given: string | undefined): string =>
      path.resolve(given ?? path.join(this.#temporary, name))
    this.#roots = {
      output: folder('output', options.outputDirectory),
      input: folder('input', options.inputDirectory),
      temp: folder('temp', undefined),
    }
    for (const root of Object.values(this.#roots)) mkdirSync(root, { recursive: true })
  }

  root(type: FolderType): string {
    return this.#roots[type]
  }

  /** The folder of the only user's settings and files; kept over restarts. */
  get userDirectory(): string {
    return path.join(this.#temporary, 'user', 'default')
  }

  /** Removes what is in a folder and leaves the folder itself. */
  empty(type: FolderType): void {
    for (const name of readdirSync(this.#roots[type]))
      rmSync(path.join(this.#roots[type], name), { recursive: true, force: true })
  }

  /** Removes the temporary folder with everything for which no directory was given. */
  removeTemporary(): void {
    rmSync(this.#temporary, { recursive: true, force: true })
  }

  /** The file for a name in LoadImage's notation, if it exists and stays inside its folder. */
  find(annotated: string): string | undefined {
    const { name, type } = splitAnnotation(annotated)
    const root = this.#roots[type ?? 'input']
    const file = path.resolve(root, name.replaceAll('\\', '/'))
    return file.startsWith(root + path.sep) && existsSync(file) ? file : undefined
  }

  /** The file for a name in LoadImage's notation; raises when it is not there. */
  require(annotated: string): string {
    const file = this.find(annotated)
    if (file !== undefined) return file
    throw new PyError('FileNotFoundError', `[Errno 2] No such file or directory: '${annotated}'`)
  }

  /** SHA-256 of a file; a node that loads it runs again when it changes. */
  fingerprint(annotated: string): string {
    const file = this.find(annotated)
    return file === undefined ? '' : createHash('sha256').update(readFileSync(file)).digest('hex')
  }
}
