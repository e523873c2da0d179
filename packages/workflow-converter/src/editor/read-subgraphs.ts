import { listAt, member, recordAt, recordsAt, textAt, type UnknownRecord } from '../json-values.ts'
import type {
  EditorLink,
  EditorNode,
  ProxyWidget,
  SubgraphDefinition,
  SubgraphSlot,
} from './editor-workflow.ts'
import { withExtensionLinks } from './extension-links.ts'
import { readLinks } from './read-links.ts'
import { readIds, readType } from './read-node.ts'
import { readNodes, type SkippedNode } from './read-nodes.ts'
import { type NodeIds, renameEnds, renameNode } from './replace-ids.ts'

/** Definitions, and what their nodes' ids became. */
export interface Subgraphs {
  readonly definitions: ReadonlyMap<string, SubgraphDefinition>
  readonly replaced: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** The definitions in the order of the file; those inside another follow it, whatever their depth. */
export function listDefinitions(workflow: UnknownRecord): readonly UnknownRecord[] {
  const found: UnknownRecord[] = []
  const waiting = definitionsIn(workflow).toReversed()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    found.push(next)
    waiting.push(...definitionsIn(next).toReversed())
  }
  return found
}

const definitionsIn = (holder: UnknownRecord): readonly UnknownRecord[] =>
  recordsAt(recordAt(holder, 'definitions'), 'subgraphs')

/** Reads the definitions; `ids` knows those of the workflow's own nodes. */
export function readSubgraphs(
  saved: readonly UnknownRecord[],
  { ids, onSkip }: { ids: NodeIds; onSkip: (skipped: SkippedNode) => void },
): Subgraphs {
  const definitions = new Map<string, SubgraphDefinition>()
  const replaced = new Map<string, ReadonlyMap<string, string>>()
  for (const entry of saved) {
    const id = textAt(entry, 'id')
    if (id === undefined || definitions.has(id)) continue
    const nodes = readNodes(listAt(entry, 'nodes'), onSkip)
    const renamed = ids.replace(nodes.values())
    replaced.set(id, renamed)
    definitions.set(id, toDefinition(entry, { id, nodes, renamed }))
  }
  for (const [id, definition] of definitions) {
    definitions.set(id, { ...definition, nodes: renameProxies(definition.nodes, replaced) })
  }
  return { definitions, replaced }
}

function toDefinition(
  saved: UnknownRecord,
  {
    id,
    nodes,
    renamed,
  }: {
    id: string
    nodes: ReadonlyMap<string, EditorNode>
    renamed: ReadonlyMap<string, string>
  },
): SubgraphDefinition {
  const outputs = recordsAt(saved, 'outputs').map(readSlot)
  const graph = withExtensionLinks(
    { nodes, links: readLinks(listAt(saved, 'links')), outputs },
    saved,
  )
  return {
    ...graph,
    id,
    name: textAt(saved, 'name') ?? id,
    inputs: recordsAt(saved, 'inputs').map(readSlot),
    ...(renamed.size > 0 && {
      nodes: byId([...graph.nodes.values()].map((it) => renameNode(it, renamed))),
      links: byId([...graph.links.values()].map((it) => renameEnds(it, renamed))),
    }),
  }
}

const byId = <T extends EditorNode | EditorLink>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((entry) => [entry.id, entry]))

function readSlot(saved: UnknownRecord): SubgraphSlot {
  const label = textAt(saved, 'label')
  return {
    name: textAt(saved, 'name') ?? '',
    type: readType(member(saved, 'type')),
    ...(label !== undefined && { label }),
    links: readIds(listAt(saved, 'linkIds')),
  }
}

/** The nodes with what their promoted widgets name renamed as well. */
export function renameProxies(
  nodes: ReadonlyMap<string, EditorNode>,
  replaced: Subgraphs['replaced'],
): ReadonlyMap<string, EditorNode> {
  const renamed = new Map(nodes)
  for (const [id, node] of nodes) {
    const ids = replaced.get(node.type)
    if (node.proxyWidgets === undefined || ids === undefined || ids.size === 0) continue
    const rename = ({ sourceId, widget }: ProxyWidget): ProxyWidget => ({
      sourceId: ids.get(sourceId) ?? sourceId,
      widget,
    })
    renamed.set(id, { ...node, proxyWidgets: node.proxyWidgets.map(rename) })
  }
  return renamed
}
