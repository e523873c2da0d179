import type { Findings } from '../findings.ts'
import { toAmount, toPositive, toText } from '../values.ts'
import { encoderTexts, isEncoder } from './encoder.ts'
import { type GraphNode, hasInput } from './graph.ts'
import { resolveName, resolveNumber, resolveSeed } from './resolve.ts'
import type { Walk } from './walk.ts'

/** Fills unknown values from any node that has them, as a last resort. Never replaces a found value. */
export function fillFromAnywhere(
  walk: Walk,
  found: Findings,
  { sampled = false, promptKnown = false }: { sampled?: boolean; promptKnown?: boolean } = {},
): Findings {
  if (isWhole(found)) return found
  const nodes = [...walk.graph.values()]
  return {
    ...found,
    prompt: found.prompt ?? (promptKnown ? undefined : longestText(walk, nodes)),
    model: found.model ?? firstName(walk, nodes, ['ckpt_name', 'unet_name', 'gguf_name']),
    // A bare `seed` beside a sampler belongs to another node, such as a wildcard or a detailer.
    seedText:
      found.seedText ?? firstSeed(walk, nodes, sampled ? ['noise_seed'] : ['noise_seed', 'seed']),
    steps: found.steps ?? firstNumber(walk, nodes, 'steps', toPositive),
    sampler: found.sampler ?? firstName(walk, nodes, ['sampler_name']),
    scheduler: found.scheduler ?? firstName(walk, nodes, ['scheduler']),
    denoise:
      found.denoise ??
      (found.steps === undefined ? firstNumber(walk, nodes, 'denoise', toAmount) : undefined),
  }
}

function isWhole(found: Findings): boolean {
  return (
    found.prompt !== undefined &&
    found.model !== undefined &&
    found.seedText !== undefined &&
    found.steps !== undefined &&
    found.sampler !== undefined &&
    found.scheduler !== undefined
  )
}

function firstName(
  walk: Walk,
  nodes: readonly GraphNode[],
  keys: readonly string[],
): string | undefined {
  return first(nodes, keys, (node) => toText(resolveName(walk, node, keys)))
}

function firstSeed(
  walk: Walk,
  nodes: readonly GraphNode[],
  keys: readonly string[],
): string | undefined {
  return first(nodes, keys, (node) => resolveSeed(walk, node, keys))
}

function firstNumber(
  walk: Walk,
  nodes: readonly GraphNode[],
  key: string,
  accept: (value: number | undefined) => number | undefined,
): number | undefined {
  return first(nodes, [key], (node) => accept(resolveNumber(walk, node, [key])))
}

function first<T>(
  nodes: readonly GraphNode[],
  keys: readonly string[],
  find: (node: GraphNode) => T | undefined,
): T | undefined {
  for (const node of nodes) {
    const found = keys.some((key) => hasInput(node, key)) ? find(node) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

function longestText(walk: Walk, nodes: readonly GraphNode[]): string | undefined {
  let longest = ''
  for (const node of nodes) {
    if (!isEncoder(node) || /neg/i.test(node.type) || /neg/i.test(node.title)) continue
    const text = encoderTexts(walk, node, 'positive').join('\n').trim()
    if (text.length > longest.length) longest = text
  }
  return toText(longest)
}
