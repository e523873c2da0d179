import { isJsonObject, type Json, type JsonObject } from '@darkroom/foundation'
import { member } from '../json.ts'

export interface GraphNode {
  readonly id: string
  /** The node's `class_type`. */
  readonly type: string
  readonly title: string
  readonly inputs: JsonObject
}

export type Graph = ReadonlyMap<string, GraphNode>

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
    graph.set(id, { id, type, inputs, title: typeof title === 'string' ? title : '' })
  }
  return graph.size === 0 ? undefined : graph
}

/** Whether a value is a link: `[node id, output slot]` exactly. */
export function isLink(value: Json | undefined): value is readonly [string | number, number] {
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
