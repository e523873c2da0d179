import { Buffer } from 'node:buffer'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createTurns, errorCode, writeAtomically } from '@darkroom/foundation'
import { largestTextFile } from '../shared/text-file.ts'
import {
  BrokenTemplateError,
  InvalidTemplateError,
  TemplateExistsError,
  TemplateNotFoundError,
} from './errors.ts'
import { parseOffered, type StoredTemplate, type Template, toFileText } from './template.ts'
import { filesIn, readEntries, type TemplateEntry, toTime } from './template-entry.ts'
import { templateFileName } from './template-file-name.ts'
import { nameKey } from './template-name.ts'

export interface TemplateFiles {
  list(): Promise<TemplateList>
  load(name: string): Promise<StoredTemplate>
  save(template: Template, options?: SaveOptions): Promise<StoredTemplate>
  /** Removes every file with this name; returns whether there was one. */
  remove(name: string): Promise<boolean>
}

export interface TemplateList {
  /** Sorted by name. */
  readonly templates: readonly StoredTemplate[]
  readonly broken: readonly BrokenTemplate[]
}

/** A file that a person made invalid. */
export interface BrokenTemplate {
  readonly file: string
  /** The problem in one sentence. */
  readonly problem: string
}

export interface SaveOptions {
  /** Whether to replace a template with this name. Default: false. */
  readonly replace?: boolean
}

/** The templates in a directory of JSON files, which is made with the first saved one. */
export function createTemplateFiles(directory: string): TemplateFiles {
  const oneByOne = createTurns()

  const entries = async (): Promise<readonly TemplateEntry[]> =>
    readEntries(directory, await filesIn(directory))

  async function save(
    template: Template,
    { replace = false }: SaveOptions,
  ): Promise<StoredTemplate> {
    const offered = check(template)
    const files = await filesIn(directory)
    const present = choose(await readEntries(directory, files), offered.name)
    if (present !== undefined && !replace) {
      throw new TemplateExistsError(offered.name, { file: present.file })
    }
    const text = toFileText(offered, { further: present?.content ?? {} })
    checkSize(text)
    const file = present?.file ?? templateFileName(offered.name, { taken: files })
    const path = join(directory, file)
    try {
      await writeAtomically(path, text, { exclusive: present === undefined })
    } catch (error) {
      if (present !== undefined || errorCode(error) !== 'EEXIST') throw error
      // Another process has just saved one, of this name or of another that has the same file name.
      return await save(template, { replace })
    }
    const { mtimeNs } = await stat(path, { bigint: true })
    return { ...offered, updated_at: toTime(mtimeNs) }
  }

  async function remove(name: string): Promise<boolean> {
    const found = (await entries()).filter(({ key }) => key === nameKey(name))
    for (const { file } of found) await rm(join(directory, file), { force: true })
    return found.length > 0
  }

  return {
    list: async () => toList(await entries()),
    async load(name) {
      const present = await entries()
      const entry = choose(present, name)
      if (entry === undefined) throw new TemplateNotFoundError(name, { known: namesOf(present) })
      if (entry.kind === 'broken') throw new BrokenTemplateError(entry)
      return entry.template
    },
    save: (template, options = {}) => oneByOne(() => save(template, options)),
    remove: (name) => oneByOne(() => remove(name)),
  }
}

function check(template: Template): Template {
  const parsed = parseOffered(template)
  if (parsed.kind === 'problems') throw new InvalidTemplateError(parsed.problems)
  return parsed.template
}

function checkSize(text: string): void {
  if (Buffer.byteLength(text) <= largestTextFile) return
  throw new InvalidTemplateError([{ path: '', message: 'it is larger than 1 MiB' }])
}

/** Chooses the newest valid file of several with one name. */
function choose(newestFirst: readonly TemplateEntry[], name: string): TemplateEntry | undefined {
  const found = newestFirst.filter(({ key }) => key === nameKey(name))
  return found.find(({ kind }) => kind === 'template') ?? found[0]
}

function toList(newestFirst: readonly TemplateEntry[]): TemplateList {
  const templates = new Map<string, StoredTemplate>()
  const broken: BrokenTemplate[] = []
  for (const entry of newestFirst) {
    if (entry.kind === 'broken') broken.push({ file: entry.file, problem: entry.problem })
    else if (!templates.has(entry.key)) templates.set(entry.key, entry.template)
  }
  const { compare } = new Intl.Collator('en', { numeric: true })
  return {
    templates: [...templates.values()].sort((a, b) => compare(a.name, b.name)),
    broken: broken.sort((a, b) => (a.file < b.file ? -1 : 1)),
  }
}

const namesOf = (entries: readonly TemplateEntry[]): readonly string[] =>
  entries.flatMap((entry) => (entry.kind === 'template' ? [entry.template.name] : []))
