import { createHash } from 'node:crypto'
import type { GraphFile, PictureSource } from '@darkroom/door-ports'
import { isRecord, type JsonObject } from '@darkroom/foundation'
import { splitAnnotation } from '../uploads/file-name.ts'
import type { PromptGraph, PromptNode } from './prompt-graph.ts'
import { invalidPrompt } from './prompt-refusal.ts'

/** A file that a graph names and that we have. */
export interface FoundFile {
  readonly source: PictureSource
  readonly sha256: string
}

export interface TakeFilesOptions {
  /** What a client means by a name, if anything. */
  readonly find: (value: ReturnType<typeof splitAnnotation>) => Promise<FoundFile | undefined>
  /** The definition of a class, as `object_info` has it; undefined where it is not known. */
  readonly define: (nodeClass: string) => Promise<unknown>
}

export interface TakenFiles {
  readonly graph: PromptGraph
  readonly files: readonly GraphFile[]
}

/**
 * The graph with names of our own for the files in it that we have, which are given to its server under those. Of a name that
 * we do not know nothing is changed: the servers' own input folders may have it.
 */
export async function takeFiles(
  graph: PromptGraph,
  { find, define }: TakeFilesOptions,
): Promise<TakenFiles> {
  const files = new Map<string, GraphFile>()
  const findOnce = onceEach(find)
  const nodes: [string, PromptNode][] = []
  for (const [id, node] of Object.entries(graph)) {
    const inputs: Record<string, unknown> = { ...node.inputs }
    for (const [input, value] of Object.entries(inputs)) {
      const file = await fileIn(node, { input, value }, { find: findOnce, define })
      if (file === undefined) continue
      files.set(file.name, file)
      inputs[input] = file.name
    }
    nodes.push([id, node.inputs === undefined ? node : { ...node, inputs }])
  }
  return { graph: Object.fromEntries(nodes), files: [...files.values()] }
}

/** What jobs made, by its names in one graph: each is looked for among thousands of jobs. */
const mostMade = 100

/** Looks for each name once. @throws PromptRefusal */
function onceEach(find: TakeFilesOptions['find']): TakeFilesOptions['find'] {
  const asked = new Map<string, ReturnType<typeof find>>()
  let made = 0
  return (name) => {
    const key = `${name.type} ${name.path}`
    const known = asked.get(key)
    if (known !== undefined) return known
    if (name.type !== undefined && name.type !== 'input') made += 1
    if (made > mostMade) {
      throw invalidPrompt(
        `The prompt names more than ${mostMade} files that jobs made.`,
        'Run it in several parts.',
      )
    }
    const found = find(name)
    asked.set(key, found)
    return found
  }
}

/** Characters of a name and the folder that it is in. */
const longestPath = 1000

async function fileIn(
  node: PromptNode,
  { input, value }: { readonly input: string; readonly value: unknown },
  { find, define }: TakeFilesOptions,
): Promise<GraphFile | undefined> {
  if (typeof value !== 'string' || value.length > longestPath) return undefined
  const asked = splitAnnotation(value)
  const found = await find(asked)
  if (found === undefined) return undefined
  const definition = await define(String(node.class_type))
  return namesFile(definition, input) ? toGraphFile(found, asked.path) : undefined
}

/**
 * Whether an input may be the name of a file: a choice is, and what is uploaded to; a text that somebody wrote is not. Of a
 * class that nobody knows any input may be.
 */
function namesFile(definition: unknown, input: string): boolean {
  const spec = specOf(definition, input)
  if (!Array.isArray(spec)) return true
  const [type, options] = spec
  if (Array.isArray(type) || type === 'COMBO') return true
  return isRecord(options) && Object.keys(options).some((key) => key.endsWith('_upload'))
}

function specOf(definition: unknown, input: string): unknown {
  const groups = isRecord(definition) && isRecord(definition.input) ? definition.input : {}
  for (const group of [groups.required, groups.optional]) {
    if (isRecord(group) && Object.hasOwn(group, input)) return group[input]
  }
  return undefined
}

/** The name says what its bytes are and nothing that anybody wrote, so the same file is put on a server once. */
function toGraphFile({ source, sha256 }: FoundFile, path: string): GraphFile | undefined {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(path)?.[1]?.toLowerCase() ?? 'png'
  const digits = /^[0-9a-f]{32}/.exec(sha256)?.[0] ?? hashOf(source)
  const name = `darkroom_${digits}.${extension}`
  if ('upload' in source) return { name, upload: source.upload }
  if ('job' in source) return { name, job: source.job, index: source.index }
  return undefined
}

const hashOf = (source: PictureSource): string =>
  createHash('sha256').update(JSON.stringify(source)).digest('hex').slice(0, 32)

/** The definition of one class among those of `object_info`. */
export const definitionOf = (definitions: JsonObject, nodeClass: string): unknown =>
  Object.hasOwn(definitions, nodeClass) ? definitions[nodeClass] : undefined
