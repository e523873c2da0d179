import { isJsonObject, type Json, type JsonObject } from '@darkroom/foundation'
import { member } from '../json.ts'

/** A link: `[node id, output slot]`. */
export type LinkValue = readonly [string | number, number]

export interface GraphNode {
  readonly id: string
  /** The node's `class_type`. */
  readonly type: string
  readonly title: string
  readonly inputs: JsonObject
  /** The names of its inputs, as many as are looked at one by one. */
  readonly keys: readonly string[]
  /** Those of them that are links. */
  readonly links: readonly Link[]
}

export interface Link {
  readonly key: string
  readonly value: LinkValue
}

export type Graph = ReadonlyMap<string, GraphNode>

/** Nodes that work a value out, so that none of their inputs is it. */
export const arithmetic: RegExp =
  /math|expression|calc|arithmetic|compar|operation|multiply|divide|subtract|randomi[sz]e|logic(?!.*not)/i

/** The inputs of a node that are looked at one by one; nobody connects more. */
const fanLimit = 512

/** Parses ComfyUI's API format, `{ id: { class_type, inputs, _meta? } }`; entries of any other shape are left out. */
export function toGraph(value: Json | undefined): Graph | undefined {
  if (!isJsonObject(value)) return undefined
  const graph = new Map<string, GraphNode>()
  for (const id of Object.keys(value)) {
    const entry = value[id]
    if (!isJsonObject(entry)) continue
    const { class_type: type, inputs, _meta: meta } = entry
    if (typeof type !== 'string' || !isJsonObject(inputs)) continue
    const title = isJsonObject(meta) ? member(meta, 'title') : undefined
    graph.set(id, toNode(id, type, inputs, typeof title === 'string' ? title : ''))
  }
  return graph.size === 0 ? undefined : graph
}

function toNode(id: string, type: string, inputs: JsonObject, title: string): GraphNode {
  const all = Object.keys(inputs)
  const keys = all.length > fanLimit ? all.slice(0, fanLimit) : all
  const links: Link[] = []
  for (const key of keys) {
    const value = inputs[key]
    if (isLink(value)) links.push({ key, value })
  }
  return { id, type, title, inputs, keys, links }
}

/** Whether a value is a link: `[node id, output slot]` exactly. */
export function isLink(value: Json | undefined): value is LinkValue {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    Number.isInteger(value[1]) &&
    (typeof value[0] === 'string' || typeof value[0] === 'number')
  )
}

export function hasInput(node: GraphNode, key: string): boolean {
  return Object.hasOwn(node.inputs, key)
}

/** The input's literal value or link. */
export function input(node: GraphNode, key: string): Json | undefined {
  return member(node.inputs, key)
}

/** The value of a node's link, if it has exactly one. */
export function onlyLink(node: GraphNode): LinkValue | undefined {
  return node.links.length === 1 ? node.links[0]?.value : undefined
}
