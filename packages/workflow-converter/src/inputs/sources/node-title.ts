import type { PromptGraph } from '@darkroom/comfy-graph'
import { nodeOf } from '../node-of.ts'

/** What the author of a workflow calls a node; undefined where it has no title. */
export function titleOf(nodeId: string, graph: PromptGraph): string | undefined {
  const title = nodeOf(graph, nodeId)?._meta?.title.trim()
  return title === '' ? undefined : title
}
