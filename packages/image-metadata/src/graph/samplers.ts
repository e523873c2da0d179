import { type GraphNode, hasInput, input } from './graph.ts'
import { latentWay } from './latent-way.ts'
import { isBundle } from './polarity.ts'
import { remembered } from './remembered.ts'
import { isTerminal } from './terminals.ts'
import type { Walk } from './walk.ts'

/** The sampler that determined the picture, and the passes that refined it. */
export interface SamplerChoice {
  readonly base: GraphNode
  /** The passes in the order in which they ran, as far as distance shows. */
  readonly passes: readonly GraphNode[]
}

/** The number of nearest samplers to consider; a real graph has a handful. */
const candidateLimit = 64
const passLimit = 16
const detailer = /detail/i
const seedKeys = ['seed', 'noise_seed'] as const
const samplerName = /sampler/i
const flowKey =
  /^(?:model|positive|guider|latent|sample|image|pixels|pipe|basic_pipe|sdxl_tuple|context)|pipe$|embeds$|_latent$/
/** Nodes that only hand on what they are given, sampling values among it: contexts, pipes, settings. */
const bundler = /context|pipe_?(?:in|out|edit|merge)|to_?(?:basic_?)?pipe|\bconfig\b/i

const isBundlerName = remembered((type) => bundler.test(type))
const isContextKey = remembered((key) => /(?:^|_)ctx(?:_|$)/.test(key))

/** The likeness of a node to a sampler, by its inputs; the class name is the last resort. */
function samplerScore(node: GraphNode): number {
  if (hasInput(node, 'guider') && hasAny(node, ['sigmas', 'noise'])) return isBundler(node) ? 0 : 5
  if (!mayStep(node) || !isFed(node) || isBundler(node)) return 0
  if (takesBothConditionings(node)) return 5
  if (hasInput(node, 'steps') && hasInput(node, 'sampler_name')) return 4
  if (hasInput(node, 'steps') && hasAny(node, seedKeys) && hasCfg(node)) return 4
  const worksOn = hasAny(node, seedKeys) || hasLatent(node)
  return samplerName.test(node.type) && worksOn ? 3 : 0
}

function isBundler(node: GraphNode): boolean {
  return isBundlerName(node.type) || node.keys.some(isContextKey)
}

/** A quick check that excludes most of a graph's nodes. */
function mayStep(node: GraphNode): boolean {
  return hasInput(node, 'steps') || hasInput(node, 'sigmas') || samplerName.test(node.type)
}

function takesBothConditionings(node: GraphNode): boolean {
  if (!hasInput(node, 'positive') || !hasInput(node, 'negative')) return false
  if (!hasAny(node, ['steps', 'sigmas'])) return false
  return hasAny(node, [...seedKeys, 'model']) || hasLatent(node)
}

function hasAny(node: GraphNode, keys: readonly string[]): boolean {
  return keys.some((key) => hasInput(node, key))
}

/** Whether a node has a flow input; parameter nodes hold a sampler's widgets without one. */
function isFed(node: GraphNode): boolean {
  return node.links.some(({ key }) => flowKey.test(key) || isBundle(key))
}

function hasCfg(node: GraphNode): boolean {
  return node.keys.some((key) => key === 'cfg' || key.startsWith('guidance') || key === 'cfg_scale')
}

function hasLatent(node: GraphNode): boolean {
  return node.keys.some((key) => key.startsWith('latent'))
}

interface Candidate {
  readonly node: GraphNode
  readonly score: number
  readonly distance: number
}

/**
 * The base sampler among these nodes, which has no other one before it on the latent's way. `way` are the nodes behind the
 * one that saved the picture, with their distances.
 */
export function chooseSampler(
  walk: Walk,
  way: ReadonlyMap<string, number>,
): SamplerChoice | undefined {
  const all = candidates(walk, way)
  const plain = all.filter(({ node }) => !detailer.test(node.type))
  const pool = plain.length > 0 ? plain : all
  if (pool.length < 2) return pool[0] && { base: pool[0].node, passes: [] }
  const first = pool.filter((candidate) => !hasSamplerBefore(walk, candidate, pool))
  const base = (first.length > 0 ? first : pool).toSorted(byLikelihood)[0]
  if (base === undefined) return undefined
  const others = all
    .filter(({ node }) => node !== base.node)
    .toSorted((a, b) => b.distance - a.distance)
  return { base: base.node, passes: others.slice(0, passLimit).map(({ node }) => node) }
}

function candidates(walk: Walk, slice: ReadonlyMap<string, number>): readonly Candidate[] {
  const found: Candidate[] = []
  for (const [id, distance] of slice) {
    const node = walk.graph.get(id)
    const score = node === undefined || isTerminal(node) ? 0 : samplerScore(node)
    if (node !== undefined && score > 0) found.push({ node, score, distance })
  }
  return found.length > candidateLimit ? found.slice(0, candidateLimit) : found
}

function hasSamplerBefore(walk: Walk, { node }: Candidate, pool: readonly Candidate[]): boolean {
  const others = new Set(pool.map((other) => other.node).filter((other) => other !== node))
  let isFound = false
  latentWay(walk, node, (before) => {
    isFound = others.has(before)
    return isFound
  })
  return isFound
}

function byLikelihood(left: Candidate, right: Candidate): number {
  return right.score - left.score || left.distance - right.distance
}

/** The node whose inputs carry the conditioning: the guider if there is one, otherwise the sampler. */
export function conditioningOwner(walk: Walk, sampler: GraphNode): GraphNode {
  return (
    walk.follow(input(sampler, 'guider')) ?? walk.follow(input(sampler, 'text_embeds')) ?? sampler
  )
}
