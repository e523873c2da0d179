import type { Lora } from '@darkroom/recipe'
import { type GraphNode, hasInput, input, isLink, type LinkValue } from './graph.ts'
import { nodeLoras } from './node-loras.ts'
import { isBundle } from './polarity.ts'
import { resolveName } from './resolve.ts'
import { scheduleNode } from './sampling.ts'
import { branchesOf } from './switches.ts'
import { depthLimit, type Walk } from './walk.ts'

export interface ModelChain {
  readonly model: string | undefined
  /** LoRAs in the order in which they were applied. */
  readonly loras: Lora[]
}

const modelKeys = ['ckpt_name', 'unet_name', 'base_ckpt_name', 'gguf_name', 'model_path'] as const
const chainKey = /^guider$|^(?:model|unet|base_model|MODEL)(?:_?\d+|s)?$|_model$|^model_/i
const notModel = /upscale|lora|control_?net|clip_vision|style_model|ipadapter/i

/** Reads the way from the sampler back to the checkpoint; loaders that are not on it do not count. */
export function readModelChain(walk: Walk, sampler: GraphNode): ModelChain {
  const starts = [sampler, scheduleNode(walk, sampler)]
  for (const start of starts) {
    const chain = start && followChain(walk, start)
    if (chain?.model !== undefined) return chain
  }
  return { model: undefined, loras: [] }
}

function followChain(walk: Walk, start: GraphNode): ModelChain {
  const loras: Lora[] = []
  const seen = new Set<string>()
  const model = search(walk, start, { loras, seen, depth: 0 })
  return { model, loras: loras.reverse() }
}

interface Search {
  readonly loras: Lora[]
  readonly seen: Set<string>
  readonly depth: number
}

function search(walk: Walk, node: GraphNode, state: Search): string | undefined {
  if (state.depth > depthLimit || state.seen.has(node.id)) return undefined
  state.seen.add(node.id)
  if (state.depth > 0) state.loras.push(...nodeLoras(walk, node).toReversed())
  const own = state.depth > 0 ? modelName(walk, node) : undefined
  if (own !== undefined) return own
  for (const link of chainLinks(walk, node)) {
    const source = walk.follow(link)
    const before = state.loras.length
    const found = source && search(walk, source, { ...state, depth: state.depth + 1 })
    if (found !== undefined) return found
    state.loras.length = before
  }
  return undefined
}

function chainLinks(walk: Walk, node: GraphNode): readonly LinkValue[] {
  const branches = branchesOf(walk, node)
  if (branches !== undefined) return valuesOf(node, (key) => branches.keys.includes(key))
  const chain = valuesOf(
    node,
    (key) => (chainKey.test(key) || isBundle(key)) && !notModel.test(key),
  )
  // Any other node with inputs of arbitrary names hands its model on in one of them.
  return chain.length > 0 ? chain : valuesOf(node, () => true)
}

function valuesOf(node: GraphNode, wanted: (key: string) => boolean): readonly LinkValue[] {
  return node.links.filter(({ key }) => wanted(key)).map(({ value }) => value)
}

function modelName(walk: Walk, node: GraphNode): string | undefined {
  const named = resolveName(walk, node, modelKeys)
  if (named !== undefined) return named
  // A node that is given a model adds what it names to it, such as a motion module.
  if (notModel.test(node.type) || isLink(input(node, 'model'))) return undefined
  if (hasInput(node, 'model_name')) return resolveName(walk, node, ['model_name'])
  return resolveName(walk, node, ['model'])
}
