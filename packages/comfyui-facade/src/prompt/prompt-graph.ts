import { isRecord } from '@darkroom/foundation'

/** A graph in the API format, with its numbers exact. */
export type PromptGraph = Readonly<Record<string, PromptNode>>

export interface PromptNode {
  readonly class_type?: unknown
  readonly inputs?: Readonly<Record<string, unknown>>
  readonly _meta?: unknown
}

/** The nodes of what was sent as a prompt; undefined when it is none. */
export function asGraph(value: unknown): PromptGraph | undefined {
  if (!isRecord(value)) return undefined
  const nodes = Object.entries(value)
  return nodes.every(([, node]) => isNode(node))
    ? Object.fromEntries(nodes.flatMap(([id, node]) => (isNode(node) ? [[id, node]] : [])))
    : undefined
}

const isNode = (value: unknown): value is PromptNode =>
  isRecord(value) && (value.inputs === undefined || isRecord(value.inputs))

/** Whether it is a workflow of ComfyUI's editor, which is saved in another form than what is run. */
export const isEditorWorkflow = (value: unknown): boolean =>
  isRecord(value) && Array.isArray(value.nodes) && Array.isArray(value.links)

const sourcesOf = ({ inputs = {} }: PromptNode): readonly string[] =>
  Object.values(inputs).flatMap((value) =>
    Array.isArray(value) && value.length === 2 && ['string', 'number'].includes(typeof value[0])
      ? [String(value[0])]
      : [],
  )

/** Nodes whose results no other takes: what a graph is run for. */
export function leavesOf(graph: PromptGraph): readonly string[] {
  const taken = new Set(Object.values(graph).flatMap(sourcesOf))
  return Object.keys(graph).filter((id) => !taken.has(id))
}

/** The graph without what these nodes do not need. */
export function onlyFor(graph: PromptGraph, targets: readonly string[]): PromptGraph {
  const needed = new Set<string>()
  const open = targets.filter((id) => Object.hasOwn(graph, id))
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = graph[id]
    if (node === undefined || needed.has(id)) continue
    needed.add(id)
    open.push(...sourcesOf(node).filter((source) => Object.hasOwn(graph, source)))
  }
  return Object.fromEntries(Object.entries(graph).filter(([id]) => needed.has(id)))
}

/** A node's title, else its class. */
export function titleOf({ class_type: nodeClass, _meta: meta }: PromptNode): string {
  const title = isRecord(meta) ? meta.title : undefined
  return typeof title === 'string' ? title : String(nodeClass)
}
