import type { Findings } from '../findings.ts'
import { toText } from '../values.ts'
import { isEncoder } from './encoder.ts'
import { type GraphNode, hasInput, onlyLink } from './graph.ts'
import { conditioningLinks } from './polarity.ts'
import { resolveName, resolveNumber } from './resolve.ts'
import { conditioningOwner } from './samplers.ts'
import { branchesOf } from './switches.ts'
import { depthLimit, type Walk } from './walk.ts'

const encoderFiles = ['clip_name', 'clip_name1', 'clip_name2', 'clip_name3', 'clip_name4'] as const
/** Loaders of everything at once, which have a VAE and text encoders inside, say so in their place. */
const builtIn = /^(?:baked[ _]vae|none|default|automatic)$/i

/**
 * The VAE and the text encoders that a graph names besides its model, and the layer of the encoder that counts. `way`: the
 * nodes by way of which the picture came, nearest to the saved file first.
 */
export function readModelFiles(
  walk: Walk,
  sampler: GraphNode,
  way: ReadonlyMap<string, number>,
): Pick<Findings, 'vae' | 'text_encoders' | 'clip_skip'> {
  return { vae: readVae(walk, way), ...readEncoders(walk, sampler) }
}

/** The VAE of the node that decoded the picture. */
function readVae(walk: Walk, way: ReadonlyMap<string, number>): string | undefined {
  for (const id of way.keys()) {
    const node = walk.graph.get(id)
    if (node === undefined || !node.links.some(({ key }) => key === 'vae')) continue
    const loader = followOne(walk, node, 'vae')
    return loader && fileOf(walk, loader, 'vae_name')
  }
  return undefined
}

function readEncoders(
  walk: Walk,
  sampler: GraphNode,
): Pick<Findings, 'text_encoders' | 'clip_skip'> {
  const found: Pick<Findings, 'text_encoders' | 'clip_skip'> = {}
  let node = encoderOf(walk, conditioningOwner(walk, sampler))
  for (let depth = 0; node !== undefined && depth < depthLimit; depth++) {
    node = followOne(walk, node, 'clip')
    if (node === undefined || hasInput(node, 'ckpt_name')) break
    const layer = resolveNumber(walk, node, ['stop_at_clip_layer'])
    if (layer !== undefined && Number.isInteger(layer) && layer < 0) found.clip_skip ??= -layer
    const loader = node
    const files = encoderFiles.flatMap((key) => fileOf(walk, loader, key) ?? [])
    if (files.length > 0) return { ...found, text_encoders: files }
  }
  return found
}

/** The first node on the way of the positive conditioning that encodes text. */
function encoderOf(walk: Walk, owner: GraphNode): GraphNode | undefined {
  let node: GraphNode | undefined = owner
  for (let depth = 0; node !== undefined && depth < depthLimit; depth++) {
    if (isEncoder(node)) return node
    const [link] = conditioningLinks(node, 'positive')
    node = link === undefined ? walk.follow(onlyLink(node)) : followOne(walk, node, link.key)
  }
  return undefined
}

/** The node behind an input, through switches whose choice is in the file. */
function followOne(walk: Walk, from: GraphNode, key: string): GraphNode | undefined {
  let node = walk.follow(from.inputs[key])
  for (let depth = 0; node !== undefined && depth < depthLimit; depth++) {
    const branches = branchesOf(walk, node)
    if (branches === undefined) return node
    const [only, ...others] = branches.keys
    if (only === undefined || others.length > 0) return undefined
    node = walk.follow(node.inputs[only])
  }
  return node
}

function fileOf(walk: Walk, node: GraphNode, key: string): string | undefined {
  if (!hasInput(node, key)) return undefined
  const name = toText(resolveName(walk, node, [key]))
  return name === undefined || builtIn.test(name) ? undefined : name
}
