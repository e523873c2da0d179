import { isRecord } from '@darkroom/foundation'
import { listAt, member, recordAt, recordsAt, type UnknownRecord } from '../json-values.ts'
import {
  type EditorLink,
  type EditorNode,
  type SubgraphDefinition,
  subgraphInputId,
  subgraphOutputId,
} from './editor-workflow.ts'
import { shareGroupValues } from './group-values.ts'
import { readNode, readType } from './read-node.ts'

/** A class that stands for a group, with the group's name behind the sign. */
const groupClass = /^workflow[>/](.+)$/s

export const isGroupNode = ({ type }: EditorNode): boolean => groupClass.test(type)

/**
 * Group nodes, which subgraphs replaced: each becomes an instance of a definition of its own, so that everything else knows
 * subgraphs only. One whose values or slots cannot be told apart from the file alone stays what it is.
 */
export function readGroupNodes(
  nodes: ReadonlyMap<string, EditorNode>,
  extra: UnknownRecord,
): { nodes: ReadonlyMap<string, EditorNode>; definitions: readonly SubgraphDefinition[] } {
  const groups = recordAt(extra, 'groupNodes')
  const definitions: SubgraphDefinition[] = []
  const changed = new Map(nodes)
  for (const [id, node] of nodes) {
    const name = groupClass.exec(node.type)?.[1]
    const group = name === undefined ? undefined : member(groups, name)
    const definition = isRecord(group) ? toDefinition(group, node) : undefined
    if (definition === undefined) continue
    definitions.push(definition)
    changed.set(id, { ...node, type: definition.id })
  }
  return { nodes: changed, definitions }
}

interface Inside {
  readonly nodes: readonly EditorNode[]
  readonly links: readonly EditorLink[]
}

function toDefinition(group: UnknownRecord, host: EditorNode): SubgraphDefinition | undefined {
  const inside = readInside(group)
  const shared = inside && shareGroupValues(inside.nodes, host.values ?? [])
  if (inside === undefined || shared === undefined) return undefined
  const ins = freeInputs(shared, group)
  const outs = shownOutputs(inside, group)
  const named = host.inputs.filter(({ widget }) => widget === undefined)
  const isLinkedWidget = host.inputs.some(
    ({ widget, link }) => widget !== undefined && link !== undefined,
  )
  if (isLinkedWidget || ins.length !== named.length || outs.length !== host.outputs.length) {
    return undefined
  }
  const entering = ins.map(
    ({ node, input }, slot): EditorLink => ({
      id: `in ${slot}`,
      originId: subgraphInputId,
      originSlot: slot,
      targetId: node.id,
      targetSlot: input,
      type: node.inputs[input]?.type ?? '*',
    }),
  )
  const leaving = outs.map(
    ({ node, output }, slot): EditorLink => ({
      id: `out ${slot}`,
      originId: node.id,
      originSlot: output,
      targetId: subgraphOutputId,
      targetSlot: slot,
      type: node.outputs[output]?.type ?? '*',
    }),
  )
  const links = [...inside.links, ...entering, ...leaving]
  return {
    id: `${host.type}#${host.id}`,
    name: host.type.replace(groupClass, '$1'),
    nodes: new Map(withLinks(shared, entering).map((node) => [node.id, node])),
    links: new Map(links.map((link) => [link.id, link])),
    inputs: named.map(({ name, type }, index) => ({ name, type, links: [`in ${index}`] })),
    outputs: host.outputs.map(({ name, type }, index) => ({ name, type, links: [`out ${index}`] })),
  }
}

/** The nodes of a group by their index, and the links between them. */
function readInside(group: UnknownRecord): Inside | undefined {
  const saved = recordsAt(group, 'nodes')
  const nodes = saved.map((node, index) => readNode({ ...node, id: index }))
  if (!nodes.every((node) => node !== undefined)) return undefined
  const links = listAt(group, 'links').flatMap((entry, index) => toLink(entry, index) ?? [])
  const isWhole = links.every(
    ({ targetId, targetSlot }) => nodes[Number(targetId)]?.inputs[targetSlot] !== undefined,
  )
  return isWhole ? { nodes: withLinks(nodes, links), links } : undefined
}

/** `[origin, slot, target, slot, …, type]`; a link from outside has no origin, and stands at the group as well. */
function toLink(entry: unknown, index: number): EditorLink | undefined {
  if (!Array.isArray(entry)) return undefined
  const [origin, originSlot, target, targetSlot]: readonly unknown[] = entry
  if (typeof origin !== 'number' || typeof target !== 'number') return undefined
  if (typeof originSlot !== 'number' || typeof targetSlot !== 'number') return undefined
  return {
    id: `link ${index}`,
    originId: String(origin),
    originSlot,
    targetId: String(target),
    targetSlot,
    type: readType(entry.at(-1)),
  }
}

function withLinks(
  nodes: readonly EditorNode[],
  links: readonly EditorLink[],
): readonly EditorNode[] {
  const byTarget = new Map(links.map((link) => [`${link.targetId} ${link.targetSlot}`, link.id]))
  return nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map((input, slot) => {
      const link = byTarget.get(`${node.id} ${slot}`)
      return link === undefined ? input : { ...input, link }
    }),
  }))
}

/** The sockets that nothing inside is linked to: the group has them, in this order. */
const freeInputs = (
  nodes: readonly EditorNode[],
  group: UnknownRecord,
): readonly { node: EditorNode; input: number }[] =>
  nodes.flatMap((node) =>
    node.inputs.flatMap(({ name, link, widget }, input) => {
      const told = recordAt(recordAt(configOf(group, node), 'input'), name)
      const isFree = widget === undefined && link === undefined && member(told, 'visible') !== false
      return isFree ? [{ node, input }] : []
    }),
  )

/** The outputs that the group has: those that are not linked inside, and those that somebody chose to show. */
function shownOutputs(
  { nodes, links }: Inside,
  group: UnknownRecord,
): readonly { node: EditorNode; output: number }[] {
  const linked = new Set(links.map(({ originId, originSlot }) => `${originId} ${originSlot}`))
  const external = new Set(
    listAt(group, 'external').map((entry) => {
      const [node, slot]: readonly unknown[] = Array.isArray(entry) ? entry : []
      return `${isRecord(node) ? member(node, 'index') : ''} ${slot}`
    }),
  )
  return nodes.flatMap((node) =>
    node.outputs.flatMap((_, output) => {
      const key = `${node.id} ${output}`
      const told = recordAt(recordAt(configOf(group, node), 'output'), String(output))
      const visible = member(told, 'visible')
      const isShown = linked.has(key) ? visible === true || external.has(key) : visible !== false
      return isShown ? [{ node, output }] : []
    }),
  )
}

const configOf = (group: UnknownRecord, node: EditorNode): UnknownRecord =>
  recordAt(recordAt(group, 'config'), node.id)
