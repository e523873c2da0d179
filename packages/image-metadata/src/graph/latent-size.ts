import { type Size, toPositive } from '../values.ts'
import { type GraphNode, input, isLink, type LinkValue, onlyLink } from './graph.ts'
import { isBundle } from './polarity.ts'
import { presetSize } from './preset-size.ts'
import { resolveNumber } from './resolve.ts'
import { branchesOf } from './switches.ts'
import { depthLimit, type Walk } from './walk.ts'

const latentKeys = [
  'latent_image',
  'latent',
  'latents',
  'samples',
  'optional_latent',
  'image_embeds',
] as const
const pathKey = /^(?:latent|samples|pixels|image_embeds|width|optional_latent)/

interface EmptyLatent {
  /** Undefined for a picture made from a picture. */
  readonly resolution: Size | undefined
  /** Pictures of one run; undefined for one alone. */
  readonly batch_size: number | undefined
}

/** The empty latent at the sampler's start. */
export function readEmptyLatent(walk: Walk, sampler: GraphNode): EmptyLatent {
  let links = latentKeys.map((key) => input(sampler, key)).filter(isLink)
  if (links.length === 0) links = pathLinks(walk, sampler)
  const seen = new Set<string>()
  for (let depth = 0; depth < depthLimit && links.length > 0; depth++) {
    const nodes = links.flatMap((link) => walk.follow(link) ?? [])
    const fresh = nodes.filter((node) => !seen.has(node.id))
    for (const node of fresh) {
      seen.add(node.id)
      const size = nodeSize(walk, node)
      if (size !== undefined) return { resolution: size, batch_size: batchSize(walk, node) }
    }
    links = fresh.flatMap((node) => pathLinks(walk, node))
  }
  return { resolution: undefined, batch_size: undefined }
}

function batchSize(walk: Walk, node: GraphNode): number | undefined {
  const size = resolveNumber(walk, node, ['batch_size'])
  return size !== undefined && Number.isInteger(size) && size > 1 ? size : undefined
}

function nodeSize(walk: Walk, node: GraphNode): Size | undefined {
  const preset = presetSize(node) ?? linkedPreset(walk, node)
  if (preset !== undefined) return preset
  const width = toPositive(resolveNumber(walk, node, ['width', 'empty_latent_width']))
  const height = toPositive(resolveNumber(walk, node, ['height', 'empty_latent_height']))
  const isSize = width !== undefined && height !== undefined && width >= 16 && height >= 16
  return isSize ? { width, height } : undefined
}

/** The preset of the one node that both width and height come from. */
function linkedPreset(walk: Walk, node: GraphNode): Size | undefined {
  const width = walk.follow(input(node, 'width'))
  return width !== undefined && walk.follow(input(node, 'height')) === width
    ? presetSize(width)
    : undefined
}

function pathLinks(walk: Walk, node: GraphNode): LinkValue[] {
  const branches = branchesOf(walk, node)?.keys
  const isPath = (key: string): boolean =>
    branches?.includes(key) ?? (pathKey.test(key) || isBundle(key))
  const links = node.links.filter(({ key }) => isPath(key)).map(({ value }) => value)
  if (links.length > 0) return links
  const only = onlyLink(node)
  return only === undefined ? [] : [only]
}
