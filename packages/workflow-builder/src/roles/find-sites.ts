import { asLink, type Link, type PromptNode } from '../graph/prompt-graph.ts'
import { type Nodes, promptInputs, type Route, type Site } from './settings.ts'

/** The inputs with a setting that are nearest to the sampler; empty without any. */
export function findSites(
  samplerId: string,
  { inputs, through, unless = [] }: Route,
  nodes: Nodes,
): readonly Site[] {
  const path = new Set([samplerId])
  for (const nodeId of path) {
    const node = nodes.get(nodeId)
    if (node === undefined) continue
    const passesOn = nodeId !== samplerId && unless.some((name) => linkOf(node, name))
    const found = inputs.filter((name) => !passesOn && Object.hasOwn(node.inputs, name))
    if (found.length > 0) return found.map((input) => ({ nodeId, input }))
    for (const name of through) {
      const source = linkOf(node, name)?.[0]
      if (source !== undefined) path.add(source)
    }
  }
  return []
}

/** The nodes whose text goes into the positive or the negative conditioning of a sampler. */
export function findEncoders(
  samplerId: string,
  side: 'positive' | 'negative',
  nodes: Nodes,
): readonly string[] {
  const encoders = new Set<string>()
  const seen = new Set<string>()
  const open = conditioningsOf(nodes.get(samplerId), side, nodes)
  for (const [nodeId, output] of open) {
    if (seen.has(`${nodeId}:${output}`)) continue
    seen.add(`${nodeId}:${output}`)
    const node = nodes.get(nodeId)
    if (node === undefined) continue
    if (textInputsOf(node).length > 0) encoders.add(nodeId)
    // A node with a text of its own may add to a conditioning that comes in.
    if (!erases(node)) open.push(...conditioningsBehind(node, output))
  }
  return [...encoders]
}

export const textInputsOf = (node: PromptNode): readonly string[] =>
  promptInputs.filter((name) => {
    const value = node.inputs[name]
    return typeof value === 'string' || asLink(value) !== undefined
  })

/** The sampler's own conditioning, or that of its guider. */
function conditioningsOf(
  sampler: PromptNode | undefined,
  side: 'positive' | 'negative',
  nodes: Nodes,
): Link[] {
  if (sampler === undefined) return []
  const own = linkOf(sampler, side)
  const guider = nodes.get(linkOf(sampler, 'guider')?.[0] ?? '')
  const guided = guider && linkOf(guider, side)
  // BasicGuider has only one conditioning, and DualCFGGuider calls the first of its two `cond1`.
  const single =
    side === 'positive' && guider
      ? (linkOf(guider, 'conditioning') ?? linkOf(guider, 'cond1'))
      : undefined
  return [own, guided, single].flatMap((link) => (link === undefined ? [] : [link]))
}

/** The conditionings behind an output; a node with both sides (control net) has positive first, then negative. */
function conditioningsBehind(node: PromptNode, output: number): readonly Link[] {
  const sided = linkOf(node, output === 1 ? 'negative' : 'positive')
  if (sided !== undefined) return [sided]
  return Object.keys(node.inputs).flatMap((name) => {
    const link = name.startsWith('conditioning') ? linkOf(node, name) : undefined
    return link === undefined ? [] : [link]
  })
}

/** Whether a node zeroes its conditioning, which then has no text, whatever is linked to it. */
const erases = ({ class_type: nodeClass }: PromptNode): boolean =>
  nodeClass === 'ConditioningZeroOut'

const linkOf = (node: PromptNode, input: string): Link | undefined =>
  Object.hasOwn(node.inputs, input) ? asLink(node.inputs[input]) : undefined
