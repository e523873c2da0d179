import { isRecord } from '@darkroom/foundation'
import { listAt, member, recordAt, textAt, type UnknownRecord } from '../json-values.ts'
import type { Problem } from '../problems.ts'
import type { EditorWorkflow } from './editor-workflow.ts'
import { withExtensionLinks } from './extension-links.ts'
import { readGroupNodes } from './read-group-nodes.ts'
import { readLinks } from './read-links.ts'
import { readNodes, type SkippedNode } from './read-nodes.ts'
import { listDefinitions, readSubgraphs, renameProxies } from './read-subgraphs.ts'
import { NodeIds } from './replace-ids.ts'

/** The most nodes of a file, its definitions included: far more than anybody has drawn. */
export const nodeLimit = 100_000

export type EditorReading =
  | { readonly workflow: EditorWorkflow; readonly warnings: readonly Problem[] }
  | { readonly workflow?: undefined; readonly problem: Problem }

/** Whether a value is a workflow in the editor's format, which has `nodes` and `links`, and not a prompt. */
export const isEditorWorkflow = (value: unknown): value is UnknownRecord =>
  isRecord(value) && Array.isArray(member(value, 'nodes'))

/** Reads a workflow as the editor saves it (versions 0.4 and 1), tolerantly and within bounds. */
export function readEditorWorkflow(value: unknown): EditorReading {
  if (!isEditorWorkflow(value)) {
    return { problem: { code: 'not-a-workflow', message: 'not a workflow of the ComfyUI editor' } }
  }
  const saved = listDefinitions(value)
  const count = [value, ...saved].reduce((sum, graph) => sum + listAt(graph, 'nodes').length, 0)
  if (count > nodeLimit) {
    const message = `the workflow has ${count} nodes; the most is ${nodeLimit}`
    return { problem: { code: 'too-large', message } }
  }
  return read(value, saved)
}

function read(value: UnknownRecord, saved: readonly UnknownRecord[]): EditorReading {
  const warnings: Problem[] = []
  const onSkip = (skipped: SkippedNode): void => void warnings.push(toWarning(skipped))
  const nodes = readNodes(listAt(value, 'nodes'), onSkip)
  const ids = new NodeIds(lastId(value), nodes.values())
  const { definitions, replaced } = readSubgraphs(saved, { ids, onSkip })
  const extra = recordAt(value, 'extra')
  const linked = withExtensionLinks({ nodes, links: readLinks(listAt(value, 'links')) }, value)
  const groups = readGroupNodes(renameProxies(linked.nodes, replaced), extra)
  const frontendVersion = textAt(extra, 'frontendVersion')
  return {
    workflow: {
      nodes: groups.nodes,
      links: linked.links,
      hasExtensionLinks: linked.hasExtensionLinks,
      definitions: new Map([
        ...definitions,
        ...groups.definitions.map((it) => [it.id, it] as const),
      ]),
      extra,
      ...(frontendVersion !== undefined && { frontendVersion }),
    },
    warnings,
  }
}

function lastId(value: UnknownRecord): number {
  const last = member(recordAt(value, 'state'), 'lastNodeId') ?? member(value, 'last_node_id')
  return typeof last === 'number' && Number.isSafeInteger(last) ? last : 0
}

function toWarning({ id, reason }: SkippedNode): Problem {
  const message =
    reason === 'id-twice'
      ? `two nodes have the id ${id}; the second is left out`
      : `an entry of "nodes" is no node${id === undefined ? '' : ` (id ${id})`} and is left out`
  return { code: 'unreadable-node', message }
}
