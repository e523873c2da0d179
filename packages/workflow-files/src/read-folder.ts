import { type BigIntStats, closeSync } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  createBreaks,
  errorCode,
  isMissing,
  nameKey,
  openPlainFile,
  openPlainFileSync,
} from '@darkroom/foundation'
import { editsFileOf, workflowNameOf } from './names.ts'
import { readTexts, sourceOf, type TextsReading } from './read-texts.ts'
import type { FoundWorkflow } from './workflow-file.ts'

/** Reads a folder again and again: a file that did not change is not read again. */
export class FolderReader {
  readonly #directory: string
  readonly #kept = new Map<string, { readonly version: string; readonly reading: TextsReading }>()

  constructor(directory: string) {
    this.#directory = directory
  }

  /** The workflows by name, as the folder is now; none where there is no folder. */
  async read(): Promise<readonly FoundWorkflow[]> {
    return await this.#read(await this.#files())
  }

  /** The workflow of a name. No other file is looked at: there can be hundreds. */
  async find(name: string): Promise<FoundWorkflow | undefined> {
    const key = nameKey(name)
    const files = (await this.#files()).filter((file) => {
      const own = workflowNameOf(file)
      return own !== undefined && nameKey(own) === key
    })
    return (await this.#read(files))[0]
  }

  async #files(): Promise<readonly string[]> {
    const files = await filesIn(this.#directory)
    const present = new Set(files)
    for (const file of this.#kept.keys()) if (!present.has(file)) this.#kept.delete(file)
    return files
  }

  async #read(files: readonly string[]): Promise<readonly FoundWorkflow[]> {
    const known = await Promise.all(files.map((file) => this.#looked(file)))
    const found: FoundWorkflow[] = []
    // Hundreds of files may be new at once.
    const breaks = createBreaks()
    for (const each of known) {
      const workflow = each && this.#workflow(each)
      if (workflow !== undefined) found.push(workflow)
      await breaks()
    }
    return oneByName(found)
  }

  async #looked(file: string): Promise<Looked | undefined> {
    const name = workflowNameOf(file)
    const stats = name === undefined ? undefined : await this.#stats(file)
    if (name === undefined || stats === undefined || stats.isDirectory()) return undefined
    return { name, file, stats, edits: await this.#edits(name) }
  }

  #workflow({ name, file, stats, edits }: Looked): FoundWorkflow | undefined {
    const own = versionOf(stats)
    const facts = {
      name,
      file,
      sizeBytes: Number(stats.size),
      modifiedAt: new Date(Number(stats.mtimeMs)),
      others: [],
      version: edits === undefined ? own : `${own}-${edits.version}`,
    }
    const reading = this.#reading(file, stats)
    if (reading === undefined) return undefined
    if (reading.kind === 'refused')
      return { ...facts, kind: 'broken', problem: sentence(file, reading.problem) }
    return { ...facts, kind: 'workflow', texts: reading.texts, ...edits?.content }
  }

  async #edits(name: string): Promise<Edits | undefined> {
    const file = editsFileOf(name)
    const stats = await this.#stats(file)
    const content = stats?.isFile() && (await this.#editsIn(file))
    return stats && content ? { version: versionOf(stats), content } : undefined
  }

  async #editsIn(file: string): Promise<EditsContent | undefined> {
    try {
      return { edits: JSON.parse(await readText(this.#directory, file)) }
    } catch (error) {
      if (isMissing(error)) return undefined
      if (error instanceof SyntaxError || error instanceof TypeError) {
        return { editsProblem: sentence(file, `is not JSON: ${error.message}`) }
      }
      const code = errorCode(error)
      if (unreadable.has(code)) return { editsProblem: sentence(file, `cannot be read (${code})`) }
      throw error
    }
  }

  /** Undefined for a file that went away just now. */
  #reading(file: string, stats: BigIntStats): TextsReading | undefined {
    const version = versionOf(stats)
    const kept = this.#kept.get(file)
    if (kept?.version === version) return kept.reading
    const reading = readFile(this.#directory, file, stats)
    if (reading !== undefined) this.#kept.set(file, { version, reading })
    return reading
  }

  async #stats(file: string): Promise<BigIntStats | undefined> {
    try {
      return await lstat(join(this.#directory, file), { bigint: true })
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }
}

interface Looked {
  readonly name: string
  readonly file: string
  readonly stats: BigIntStats
  readonly edits: Edits | undefined
}

interface Edits {
  readonly version: string
  readonly content: EditsContent
}

type EditsContent = { readonly edits: unknown } | { readonly editsProblem: string }

/** Edits are small; a larger file than that is none. */
const largestEdits = 2 ** 20

async function readText(directory: string, file: string): Promise<string> {
  await using handle = await openPlainFile(directory, file)
  const { size } = await handle.stat()
  if (size > largestEdits) throw new TypeError('it is larger than 1 MiB')
  return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile())
}

async function filesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

const unreadable: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'ELOOP', 'EIO'])

function readFile(directory: string, file: string, stats: BigIntStats): TextsReading | undefined {
  // A pipe would wait for a writer, and a link can lead out of the folder.
  if (!stats.isFile()) return { kind: 'refused', problem: 'is not a regular file' }
  try {
    const descriptor = openPlainFileSync(directory, file)
    try {
      return readTexts(sourceOf(descriptor))
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (isMissing(error)) return undefined
    const code = errorCode(error)
    if (!unreadable.has(code)) throw error
    return { kind: 'refused', problem: `cannot be read (${code})` }
  }
}

const versionOf = ({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  [ino, size, mtimeNs, ctimeNs].map((part) => part.toString(36)).join('.')

/** Of several files with one name the newest that can be read has it, and names the others. */
function oneByName(found: readonly FoundWorkflow[]): readonly FoundWorkflow[] {
  const newestFirst = found.toSorted(
    (a, b) =>
      Number(a.kind === 'broken') - Number(b.kind === 'broken') ||
      b.modifiedAt.getTime() - a.modifiedAt.getTime() ||
      (a.file < b.file ? -1 : 1),
  )
  const byKey = new Map<string, FoundWorkflow>()
  for (const each of newestFirst) {
    const key = nameKey(each.name)
    const first = byKey.get(key)
    byKey.set(key, first === undefined ? each : { ...first, others: [...first.others, each.file] })
  }
  const { compare } = new Intl.Collator('en', { numeric: true })
  return [...byKey.values()].sort((a, b) => compare(a.name, b.name))
}

const sentence = (file: string, problem: string): string =>
  `${JSON.stringify(file)} ${problem.replaceAll(/\s+/g, ' ')}.`
