import type { Findings } from '../findings.ts'
import { toAmount, toPositive, toText } from '../values.ts'
import { encoderTexts, isEncoder } from './encoder.ts'
import { type GraphNode, hasInput } from './graph.ts'
import { resolveName, resolveNumber, resolveSeed } from './resolve.ts'
import type { Walk } from './walk.ts'

/**
 * Fills unknown values, as a last resort, from any node that has them, if all that have them agree: of several, nobody can
 * say which one the picture had. Never replaces a found value.
 */
export function fillFromAnywhere(
  walk: Walk,
  found: Findings,
  { sampled = false, promptKnown = false }: { sampled?: boolean; promptKnown?: boolean } = {},
): Findings {
  if (isWhole(found)) return found
  const nodes = [...walk.graph.values()]
  return {
    ...found,
    prompt: found.prompt ?? (promptKnown ? undefined : onlyText(walk, nodes)),
    model: found.model ?? onlyName(walk, nodes, ['ckpt_name', 'unet_name', 'gguf_name']),
    // A bare `seed` beside a sampler belongs to another node, such as a wildcard or a detailer.
    seedText:
      found.seedText ?? onlySeed(walk, nodes, sampled ? ['noise_seed'] : ['noise_seed', 'seed']),
    steps: found.steps ?? onlyNumber(walk, nodes, 'steps', toPositive),
    sampler: found.sampler ?? onlyName(walk, nodes, ['sampler_name']),
    scheduler: found.scheduler ?? onlyName(walk, nodes, ['scheduler']),
    denoise:
      found.denoise ??
      (found.steps === undefined ? onlyNumber(walk, nodes, 'denoise', toAmount) : undefined),
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

function onlyName(
  walk: Walk,
  nodes: readonly GraphNode[],
  keys: readonly string[],
): string | undefined {
  return only(nodes, keys, (node) => toText(resolveName(walk, node, keys)))
}

function onlySeed(
  walk: Walk,
  nodes: readonly GraphNode[],
  keys: readonly string[],
): string | undefined {
  return only(nodes, keys, (node) => resolveSeed(walk, node, keys))
}

function onlyNumber(
  walk: Walk,
  nodes: readonly GraphNode[],
  key: string,
  accept: (value: number | undefined) => number | undefined,
): number | undefined {
  return only(nodes, [key], (node) => accept(resolveNumber(walk, node, [key])))
}

/** The value that all nodes with one of these inputs have in common. */
function only<T>(
  nodes: readonly GraphNode[],
  keys: readonly string[],
  find: (node: GraphNode) => T | undefined,
): T | undefined {
  let common: T | undefined
  for (const node of nodes) {
    const found = keys.some((key) => hasInput(node, key)) ? find(node) : undefined
    if (found === undefined || found === common) continue
    if (common !== undefined) return undefined
    common = found
  }
  return common
}

/** The text of the encoders that are not named for the negative. */
function onlyText(walk: Walk, nodes: readonly GraphNode[]): string | undefined {
  let common: string | undefined
  for (const node of nodes) {
    if (!isEncoder(node) || /neg/i.test(node.type) || /neg/i.test(node.title)) continue
    for (const text of encoderTexts(walk, node, 'positive')) {
      if (text.trim() === '' || text === common) continue
      if (common !== undefined) return undefined
      common = text
    }
  }
  return common?.trim()
}
