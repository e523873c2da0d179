import { isRecord } from '@darkroom/foundation'
import { member, toId } from '../json-values.ts'
import type { EditorNode } from './editor-workflow.ts'
import { readNode } from './read-node.ts'

/** An entry of `nodes` that is no node, or has the id of an earlier one. */
export interface SkippedNode {
  readonly id: string | undefined
  readonly reason: 'not-a-node' | 'id-twice'
}

export function readNodes(
  saved: readonly unknown[],
  onSkip: (skipped: SkippedNode) => void,
): Map<string, EditorNode> {
  const nodes = new Map<string, EditorNode>()
  for (const entry of saved) {
    const node = isRecord(entry) ? readNode(entry) : undefined
    if (node === undefined) {
      onSkip({ id: isRecord(entry) ? toId(member(entry, 'id')) : undefined, reason: 'not-a-node' })
    } else if (nodes.has(node.id)) onSkip({ id: node.id, reason: 'id-twice' })
    else nodes.set(node.id, node)
  }
  return nodes
}
