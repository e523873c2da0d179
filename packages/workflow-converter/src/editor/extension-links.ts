import { isRecord } from '@darkroom/foundation'
import {
  indexAt,
  listAt,
  member,
  recordAt,
  textAt,
  toId,
  type UnknownRecord,
} from '../json-values.ts'
import {
  type EditorInput,
  type EditorLink,
  type EditorNode,
  type SubgraphSlot,
  subgraphOutputId,
} from './editor-workflow.ts'

interface Graph {
  readonly nodes: ReadonlyMap<string, EditorNode>
  readonly links: ReadonlyMap<string, EditorLink>
  /** What goes out of a subgraph. */
  readonly outputs?: readonly SubgraphSlot[]
}

/** The graph with the links that an extension draws when a prompt is queued. */
export interface LinkedGraph extends Graph {
  readonly outputs: readonly SubgraphSlot[]
  /** Whether the file tells all of these links. */
  readonly hasExtensionLinks: boolean
}

/**
 * Use Everywhere draws its links while the editor queues, from rules that only it knows. Newer versions of it leave what
 * they would draw in the graph's `extra`, whenever the graph changes; these become links like all others.
 */
export function withExtensionLinks(graph: Graph, saved: UnknownRecord): LinkedGraph {
  const extra = recordAt(saved, 'extra')
  const linked = {
    nodes: new Map(graph.nodes),
    links: new Map(graph.links),
    outputs: [...(graph.outputs ?? [])],
  }
  const free = linked.outputs.filter((slot) => slot.links.length === 0)
  let hasExtensionLinks = Array.isArray(member(extra, 'ue_links'))
  for (const [index, entry] of listAt(extra, 'ue_links').entries()) {
    const link = isRecord(entry) ? toLink(entry, `everywhere ${index}`) : undefined
    const targetSlot = link && connect(link, linked, free)
    if (link === undefined || targetSlot === undefined) hasExtensionLinks = false
    else linked.links.set(link.id, { ...link, targetSlot })
  }
  return { ...linked, hasExtensionLinks }
}

/** Puts a link on the slot that it leads to, which the number tells only roughly; undefined when there is none. */
function connect(
  link: EditorLink,
  { nodes, outputs }: { nodes: Map<string, EditorNode>; outputs: SubgraphSlot[] },
  free: readonly SubgraphSlot[],
): number | undefined {
  if (link.targetId === subgraphOutputId) {
    // What goes out is counted among what nothing was linked to.
    const slot = free[link.targetSlot]
    if (slot === undefined) return undefined
    const index = outputs.indexOf(slot)
    if (index !== -1) outputs[index] = { ...slot, links: [link.id] }
    return index === -1 ? undefined : index
  }
  const target = nodes.get(link.targetId)
  const slot = target && slotOf(target.inputs, link)
  if (target === undefined || slot === undefined) return undefined
  const inputs = target.inputs.with(slot.index, { ...slot.input, link: link.id })
  nodes.set(target.id, { ...target, inputs })
  return slot.index
}

function toLink(entry: UnknownRecord, id: string): EditorLink | undefined {
  const originId = toId(member(entry, 'upstream'))
  const targetId = toId(member(entry, 'downstream'))
  if (originId === undefined || targetId === undefined) return undefined
  return {
    id,
    originId,
    originSlot: indexAt(entry, 'upstream_slot'),
    targetId,
    targetSlot: indexAt(entry, 'downstream_slot'),
    type: textAt(entry, 'type') ?? '*',
  }
}

/** The input of the number, or the only one of the type: what is in a picture lacks slots, so that numbers shift. */
function slotOf(
  inputs: readonly EditorInput[],
  { targetSlot, type }: EditorLink,
): { readonly index: number; readonly input: EditorInput } | undefined {
  const told = inputs[targetSlot]
  if (told !== undefined && takes(told.type, type)) return { index: targetSlot, input: told }
  const fitting = [...inputs.entries()].filter(
    ([, input]) => input.type === type && input.link === undefined,
  )
  const [only] = fitting
  return only !== undefined && fitting.length === 1 ? { index: only[0], input: only[1] } : undefined
}

const takes = (wanted: string, given: string): boolean =>
  wanted === given || wanted === '*' || (wanted === 'COMBO' && given === 'STRING')
