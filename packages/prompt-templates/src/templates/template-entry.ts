import { readdir } from 'node:fs/promises'
import { errorCode } from '@darkroom/foundation'
import { z } from 'zod'
import { findFile, readText } from '../shared/text-file.ts'
import { describeProblems } from './errors.ts'
import { parseWritten, type StoredTemplate } from './template.ts'
import { ending } from './template-file-name.ts'
import { isTemplateName, nameKey, toTemplateName } from './template-name.ts'

/** A file of the directory. `key` tells which template it is, even when it is broken. */
export type TemplateEntry = EntryFacts &
  (
    | { readonly kind: 'template'; readonly template: StoredTemplate }
    | { readonly kind: 'broken'; readonly problem: string }
  )

interface EntryFacts {
  readonly file: string
  readonly key: string
  readonly modified: bigint
  /** All fields of the file; empty when it is not an object. */
  readonly content: Readonly<Record<string, unknown>>
}

/** All names in the directory; none when it does not exist. */
export async function filesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

/** The entries of these files, newest first. */
export async function readEntries(
  directory: string,
  files: readonly string[],
): Promise<readonly TemplateEntry[]> {
  const entries: TemplateEntry[] = []
  for (const file of files) {
    if (file.startsWith('.') || !file.endsWith(ending)) continue
    const entry = await readEntry(directory, file)
    if (entry !== undefined) entries.push(entry)
  }
  return entries.sort((a, b) => Number(b.modified - a.modified) || (a.file < b.file ? -1 : 1))
}

async function readEntry(directory: string, file: string): Promise<TemplateEntry | undefined> {
  const found = await findFile(directory, file)
  if (found.kind === 'missing') return undefined
  if (found.kind === 'refused') return broken(file, { problem: found.problem })
  const read = await readText(found.path)
  if (read.kind === 'missing') return undefined
  const { modified } = found
  if (read.kind === 'refused') return broken(file, { problem: read.problem, modified })
  return toEntry(read.text, { file, modified })
}

function toEntry(
  text: string,
  { file, modified }: { file: string; modified: bigint },
): TemplateEntry {
  const json = parseJson(text)
  if (json.kind === 'broken') return broken(file, { problem: json.problem, modified })
  const content = z.record(z.string(), z.unknown()).safeParse(json.value)
  if (!content.success) return broken(file, { problem: 'is not a JSON object', modified })
  const parsed = parseWritten(content.data, { stem: stemOf(file) })
  if (parsed.kind === 'problems') {
    const problem = `is not a template: ${describeProblems(parsed.problems)}`
    return broken(file, { problem, modified, content: content.data })
  }
  return {
    kind: 'template',
    file,
    key: nameKey(parsed.template.name),
    modified,
    content: content.data,
    template: { ...parsed.template, updated_at: toTime(modified) },
  }
}

/** Converts `stat`'s nanoseconds to ISO 8601. */
export const toTime = (modified: bigint): string =>
  new Date(Number(modified / 1_000_000n)).toISOString()

interface BrokenFacts {
  readonly problem: string
  readonly modified?: bigint
  readonly content?: Readonly<Record<string, unknown>>
}

function broken(
  file: string,
  { problem, modified = 0n, content = {} }: BrokenFacts,
): TemplateEntry {
  const { name } = content
  const isNamed = typeof name === 'string' && isTemplateName(toTemplateName(name))
  return {
    kind: 'broken',
    file,
    key: nameKey(isNamed ? name : stemOf(file)),
    modified,
    content,
    problem: `${JSON.stringify(file)} ${problem}.`,
  }
}

function parseJson(
  text: string,
): { kind: 'value'; value: unknown } | { kind: 'broken'; problem: string } {
  try {
    return { kind: 'value', value: JSON.parse(text) }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { kind: 'broken', problem: `is not JSON: ${error.message.replaceAll(/\s+/g, ' ')}` }
  }
}

const stemOf = (file: string): string => file.slice(0, -ending.length)
