import { asLink } from '../graph/prompt-graph.ts'
import type { Nodes } from './settings.ts'

/** The input that a switch hands on as it stands; undefined for any other node, and where nodes compute how it stands. */
export function chosenBranch(nodeId: string, nodes: Nodes): 'on_true' | 'on_false' | undefined {
  const inputs = nodes.get(nodeId)?.inputs
  if (inputs === undefined || !Object.hasOwn(inputs, 'switch')) return undefined
  const link = asLink(inputs.switch)
  const position = link === undefined ? inputs.switch : nodes.get(link[0])?.inputs.value
  if (typeof position !== 'boolean') return undefined
  const branch = position ? 'on_true' : 'on_false'
  return Object.hasOwn(inputs, branch) ? branch : undefined
}
