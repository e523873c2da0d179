import { asLink, type Link, type PromptNode } from '../graph/prompt-graph.ts'
import { chosenBranch } from './chosen-branch.ts'
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
    const links = through.map((name) => linkOf(node, name))
    for (const link of [...links, nodeId === samplerId ? undefined : passedOn(nodeId, nodes)]) {
      if (link !== undefined) path.add(link[0])
    }
  }
  return []
}

/** The nodes whose text goes into the positive or the negative conditioning of a sampler. */
export function findEncoders(samplerId: string, side: Side, nodes: Nodes): readonly string[] {
  const encoders = new Set<string>()
  const seen = new Set<string>()
  const open = conditioningsOf(nodes.get(samplerId), side, nodes).map((link) => ({ link, side }))
  for (const { link, side: wanted } of open) {
    const [nodeId, output] = link
    if (seen.has(`${nodeId}:${output}`)) continue
    seen.add(`${nodeId}:${output}`)
    const node = nodes.get(nodeId)
    if (node === undefined) continue
    const own = sideOfOutput(node, output, wanted)
    if (textInputsOf(node, own).length > 0) encoders.add(nodeId)
    // A node with a text of its own may add to a conditioning that comes in.
    if (erases(node)) continue
    open.push(
      ...conditioningsBehind(nodeId, own, nodes).map((behind) => ({ link: behind, side: own })),
    )
  }
  return [...encoders]
}

export type Side = 'positive' | 'negative'

/** The inputs with a node's text; a loader that encodes both sides itself has one for each. */
export function textInputsOf(node: PromptNode, side: Side): readonly string[] {
  if (typeof node.inputs[side] === 'string') return [side]
  return promptInputs.filter((name) => {
    const value = node.inputs[name]
    return typeof value === 'string' || asLink(value) !== undefined
  })
}

/** A node with both sides hands them on as its first two outputs, or behind a model; any other output keeps the side. */
function sideOfOutput(node: PromptNode, output: number, side: Side): Side {
  if (linkOf(node, 'positive') === undefined || linkOf(node, 'negative') === undefined) return side
  const first = linkOf(node, 'model') === undefined ? 0 : 1
  if (output === first) return 'positive'
  return output === first + 1 ? 'negative' : side
}

/** What a node with a single input, such as a reroute, or a switch hands on. */
export function passedOn(nodeId: string, nodes: Nodes): Link | undefined {
  const inputs = nodes.get(nodeId)?.inputs ?? {}
  const branch = chosenBranch(nodeId, nodes)
  if (branch !== undefined) return asLink(inputs[branch])
  const [only, ...others] = Object.values(inputs)
  return others.length === 0 ? asLink(only) : undefined
}

/** The sampler's own conditioning, or that of its guider. */
function conditioningsOf(sampler: PromptNode | undefined, side: Side, nodes: Nodes): Link[] {
  if (sampler === undefined) return []
  const own = linkOf(sampler, side) ?? linkOf(sampler, unsided[side]) ?? pipeOf(sampler)
  const guider = nodes.get(linkOf(sampler, 'guider')?.[0] ?? '')
  const guided = guider && linkOf(guider, side)
  // BasicGuider has only one conditioning, and DualCFGGuider calls the first of its two `cond1`.
  const single =
    side === 'positive' && guider
      ? (linkOf(guider, 'conditioning') ?? linkOf(guider, 'cond1'))
      : undefined
  return [own, guided, single].flatMap((link) => (link === undefined ? [] : [link]))
}

/** What samplers with other names for the two sides call them. */
const unsided = { positive: 'conditioning', negative: 'neg_conditioning' } as const

/** The one link by which model, words and VAE come together. */
const pipeOf = (node: PromptNode): Link | undefined =>
  linkOf(node, 'basic_pipe') ?? linkOf(node, 'pipe')

/** The conditionings that a side of a node comes from. */
function conditioningsBehind(nodeId: string, side: Side, nodes: Nodes): readonly Link[] {
  const node = nodes.get(nodeId)
  if (node === undefined) return []
  const sided = linkOf(node, side)
  if (sided !== undefined) return [sided]
  const named = Object.keys(node.inputs).flatMap((name) => {
    const link = name.startsWith('conditioning') ? linkOf(node, name) : undefined
    return link === undefined ? [] : [link]
  })
  const only = passedOn(nodeId, nodes)
  return named.length > 0 || only === undefined ? named : [only]
}

/** Whether a node zeroes its conditioning, which then has no text, whatever is linked to it. */
const erases = ({ class_type: nodeClass }: PromptNode): boolean =>
  nodeClass === 'ConditioningZeroOut'

const linkOf = (node: PromptNode, input: string): Link | undefined =>
  Object.hasOwn(node.inputs, input) ? asLink(node.inputs[input]) : undefined
