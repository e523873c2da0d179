import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PromptGraph } from '@darkroom/comfy-graph'
import { isRecord, type Json, parseExactJson, toCanonicalJson } from '@darkroom/foundation'
import {
  type Conversion,
  type Converter,
  createConverter,
  nodeAt,
  readEditorWorkflow,
} from '../src/index.ts'

/** Workflows of other people with what the editor made of them. It is not part of the repository. */
export const corpusFolder: string = join(import.meta.dirname, '../../../../shared/workflows')
export const hasCorpus: boolean = existsSync(corpusFolder)

type Fields = Readonly<Record<string, unknown>>

/** One workflow with what it must become. */
export interface Case {
  readonly name: string
  readonly ui: unknown
  readonly objectInfo: string
  /** Absent where the editor itself refuses. */
  readonly expected?: Fields
  /** `node input` pairs to leave out on both sides. */
  readonly ignored: ReadonlySet<string>
  readonly status: string
}

export type Outcome =
  | { readonly kind: 'equal' }
  /** Refused; `isRestEqual` when only classes that the server lacks stand against it, and everything else is equal. */
  | { readonly kind: 'refused'; readonly reasons: readonly string[]; readonly isRestEqual: boolean }
  | { readonly kind: 'different'; readonly differences: readonly string[] }

export interface Corpus {
  readonly probes: readonly Case[]
  /** What the editor's own code answers. */
  readonly templates: readonly Case[]
  readonly editorPairs: readonly Case[]
  /** Prompts that were saved beside the workflow. */
  readonly pairs: readonly Case[]
}

const fields = (value: unknown): Fields => (isRecord(value) ? value : {})
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export function readCorpus(folder: string = corpusFolder): Corpus {
  const read = (...path: string[]): Fields =>
    fields(parseExactJson(readFileSync(join(folder, ...path), 'utf8')))
  const names = (...path: string[]): readonly string[] =>
    readdirSync(join(folder, ...path)).filter((name) => name !== 'index.json')
  const editorCase = (kind: string, name: string): Case => {
    const { object_info, output } = read('frontend', kind, name)
    const saved = read(kind, name)
    return {
      name: name.replace('.json', ''),
      ui: saved.ui ?? saved,
      objectInfo: text(object_info),
      expected: fields(output),
      ignored: new Set(),
      status: 'editor',
    }
  }
  const truth = read('truth.json').pairs
  return {
    probes: names('probes').map((name) => {
      const { ui, object_info, output } = read('probes', name)
      return {
        name: name.replace('.json', ''),
        ui,
        objectInfo: text(object_info),
        ...(output !== undefined && { expected: fields(output) }),
        ignored: new Set(),
        status: 'probe',
      }
    }),
    templates: names('frontend', 'templates').map((name) => editorCase('templates', name)),
    editorPairs: names('frontend', 'pairs').map((name) => editorCase('pairs', name)),
    pairs: (Array.isArray(truth) ? truth : []).map((entry: unknown) => {
      const { id, object_info, status, ignore } = fields(entry)
      const { ui, api } = read('pairs', `${text(id)}.json`)
      const list: readonly unknown[] = Array.isArray(ignore) ? ignore : []
      return {
        name: text(id),
        ui,
        objectInfo: text(object_info),
        expected: fields(api),
        ignored: new Set(list.map((it) => (Array.isArray(it) ? `${it[0]} ${it[1]}` : ''))),
        status: text(status),
      }
    }),
  }
}

/** Converters by the name of the server's answer, each with the custom classes below the core's. */
export function createConverters(folder: string = corpusFolder): (name: string) => Converter {
  const converters = new Map<string, Converter>()
  const read = (name: string): unknown =>
    parseExactJson(readFileSync(join(folder, 'object_info', `${name}.json`), 'utf8'))
  const custom = read('custom')
  return (name) => {
    const converter = converters.get(name) ?? createConverter(read(name), custom)
    converters.set(name, converter)
    return converter
  }
}

export function convertCase(
  { ui, objectInfo }: Case,
  converterOf: (name: string) => Converter,
): Conversion {
  const reading = readEditorWorkflow(ui)
  if (reading.workflow === undefined) throw new Error(reading.problem.message)
  return converterOf(objectInfo).convert(reading.workflow)
}

export function judge(
  { ui, expected, ignored, status }: Case,
  { prompt, problems }: Conversion,
): Outcome {
  const isOld = status !== 'editor' && status !== 'probe'
  const given = isOld ? withSavedIds(ui, prompt) : prompt
  if (problems.length > 0) {
    const unknown = new Set(
      problems.map(({ code, node }) => (code === 'unknown-class' ? node?.class : '')),
    )
    const [one, other] = [expected ?? {}, given].map((it) => known(it, { unknown, ignored }))
    const isRestEqual = !unknown.has('') && one === other
    return { kind: 'refused', reasons: problems.map(({ message }) => message), isRestEqual }
  }
  if (expected === undefined) return { kind: 'different', differences: ['the editor refuses it'] }
  const wanted = comparable(expected, ignored)
  const got = comparable(given, ignored)
  const differences = [...new Set([...wanted.keys(), ...got.keys()])].flatMap((key) =>
    wanted.get(key) === got.get(key) ? [] : [`${key}: ${wanted.get(key)} → ${got.get(key)}`],
  )
  return differences.length === 0 ? { kind: 'equal' } : { kind: 'different', differences }
}

/** What is to be compared of a prompt with unknown classes: of these, the links only. */
function known(
  prompt: Fields,
  { unknown, ignored }: { unknown: ReadonlySet<string | undefined>; ignored: ReadonlySet<string> },
): string {
  const entries = Object.entries(prompt).map(([id, node]) => {
    const { class_type, inputs } = fields(node)
    const links = Object.entries(fields(inputs)).filter(([, value]) => Array.isArray(value))
    return [
      id,
      unknown.has(text(class_type)) ? { class_type, inputs: Object.fromEntries(links) } : node,
    ]
  })
  return toCanonicalJson([...comparable(Object.fromEntries(entries), ignored)].toSorted())
}

/** The prompt with the ids that stand in the file: editors before 1.40 did not replace those that stand twice. */
function withSavedIds(ui: unknown, prompt: PromptGraph): Fields {
  const { workflow } = readEditorWorkflow(ui)
  const saved = (path: string): string =>
    path
      .split(':')
      .map((_, index, ids) => workflow && nodeAt(workflow, ids.slice(0, index + 1).join(':')))
      .map((found) => found?.node.savedId ?? path)
      .join(':')
  const savedLink = (value: Json): Json =>
    Array.isArray(value) && typeof value[0] === 'string' ? [saved(value[0]), value[1]] : value
  return Object.fromEntries(
    Object.entries(prompt).map(([id, { class_type, inputs }]) => [
      saved(id),
      {
        class_type,
        inputs: Object.fromEntries(
          Object.entries(inputs).map(([name, value]) => [name, savedLink(value)]),
        ),
      },
    ]),
  )
}

/** Classes and inputs of a prompt; an input that is null is none. */
export function comparable(
  prompt: Fields,
  ignored: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [id, node] of Object.entries(prompt)) {
    const { class_type, inputs } = fields(node)
    found.set(id, text(class_type))
    for (const [name, value] of Object.entries(fields(inputs))) {
      if (value !== null && !ignored.has(`${id} ${name}`)) {
        found.set(`${id} ${name}`, toCanonicalJson(value))
      }
    }
  }
  return found
}
