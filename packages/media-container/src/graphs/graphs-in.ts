import { withoutNuls } from '../decode-text.ts'
import { jsonMembers, jsonString, readWrittenObject } from '../json-members.ts'

/** Graphs as JSON text, with every digit. */
export interface Graphs {
  /** The editor's format, as it is saved. */
  readonly workflow?: string
  /** The API's format, as it is posted. */
  readonly prompt?: string
}

/** The JSON that a saver puts behind the name of what it is. */
const named = /^\s{0,8}(workflow|prompt)\s{0,8}:\s{0,8}(?=[{"])/i
const objectStart = /^\{\s{0,64}"/
/** How often a text may hold the next, as a JSON string or as a member. */
const deepest = 3

/**
 * The graphs in one text: it may be a graph itself, an object with `workflow` and `prompt`, or either behind its name. What a
 * graph is, its content says; a text called `workflow` or `prompt` whose end is missing is believed.
 */
export function graphsIn(text: string, name: string, depth = 0): Graphs {
  if (text === '' || depth > deepest) return {}
  const prefix = named.exec(text)
  if (prefix !== null)
    return graphsIn(text.slice(prefix[0].length), (prefix[1] ?? '').toLowerCase(), depth + 1)
  const json = unwrapped(text)
  if (json === undefined) return {}
  const object = readWrittenObject(json)
  if (object === undefined) return name === 'workflow' || name === 'prompt' ? { [name]: json } : {}
  const kind = kindOf(object.members)
  if (kind !== undefined) return { [kind]: object.text }
  return mergeGraphs(
    ['workflow', 'prompt'].map((key) => graphsIn(object.members.get(key) ?? '', '', depth + 1)),
  )
}

/** Of several findings the first of each kind. */
export function mergeGraphs(found: readonly Graphs[]): Graphs {
  const workflow = found.find((graphs) => graphs.workflow !== undefined)?.workflow
  const prompt = found.find((graphs) => graphs.prompt !== undefined)?.prompt
  return {
    ...(workflow === undefined ? {} : { workflow }),
    ...(prompt === undefined ? {} : { prompt }),
  }
}

/** The text of an object, which may be a JSON string of its own; without what may stand around it. */
function unwrapped(text: string): string | undefined {
  let inner = bare(text)
  for (let depth = 0; depth < deepest && inner.startsWith('"'); depth++) {
    const value = jsonString(inner)
    if (value === undefined) return undefined
    inner = bare(value)
  }
  return objectStart.test(inner) ? inner : undefined
}

/** Without a byte order mark, NULs at the end and space around. */
function bare(text: string): string {
  return withoutNuls(text.trimEnd()).trim()
}

/** What an object is; InvokeAI's workflows have nodes as well, and edges between them. */
function kindOf(members: ReadonlyMap<string, string>): keyof Graphs | undefined {
  if (members.get('nodes')?.startsWith('[')) return members.has('edges') ? undefined : 'workflow'
  const isPrompt = [...members.values()].some(
    (value) => value.startsWith('{') && jsonMembers(value)?.get('class_type')?.startsWith('"'),
  )
  return isPrompt ? 'prompt' : undefined
}
