import type { Json } from '@darkroom/foundation'
import { toName, toNumber, toSeed } from '../values.ts'
import { type GraphNode, input, isLink } from './graph.ts'
import { depthLimit, onlyLink, type Walk } from './walk.ts'

type Accept<T> = (value: Json | undefined) => T | undefined

const seedKeys = ['seed', 'noise_seed', 'value', 'int', 'INT', 'Value', 'number'] as const
const numberKeys = [
  'value',
  'int',
  'float',
  'INT',
  'FLOAT',
  'Value',
  'Number',
  'number',
  'a',
] as const
const nameKeys = ['value', 'string', 'String', 'text', 'name'] as const

/** The digits of the first of these inputs that resolves to a seed. */
export function resolveSeed(
  walk: Walk,
  node: GraphNode,
  keys: readonly string[],
): string | undefined {
  return firstOf(keys, (key) =>
    resolve(walk, input(node, key), { keys: seedKeys, accept: toSeed }, 0),
  )
}

export function resolveNumber(
  walk: Walk,
  node: GraphNode,
  keys: readonly string[],
): number | undefined {
  return firstOf(keys, (key) =>
    resolve(walk, input(node, key), { keys: [key, ...numberKeys], accept: toNumber }, 0),
  )
}

export function resolveName(
  walk: Walk,
  node: GraphNode,
  keys: readonly string[],
): string | undefined {
  return firstOf(keys, (key) =>
    resolve(walk, input(node, key), { keys: [key, ...nameKeys], accept: toName }, 0),
  )
}

interface Wanted<T> {
  readonly keys: readonly string[]
  readonly accept: Accept<T>
}

/** Resolves a literal or a link; follows primitives, reroutes, and any node with just one such value. */
function resolve<T>(
  walk: Walk,
  value: Json | undefined,
  wanted: Wanted<T>,
  depth: number,
): T | undefined {
  if (value === undefined) return undefined
  if (!isLink(value)) return wanted.accept(value)
  const node = depth < depthLimit ? walk.follow(value) : undefined
  if (node === undefined) return undefined
  const named = firstOf(wanted.keys, (key) => resolve(walk, input(node, key), wanted, depth + 1))
  if (named !== undefined) return named
  const link = onlyLink(node)
  return link === undefined
    ? onlyLiteral(node, wanted.accept)
    : resolve(walk, link, wanted, depth + 1)
}

function onlyLiteral<T>(node: GraphNode, accept: Accept<T>): T | undefined {
  const found = Object.values(node.inputs).flatMap((value) => accept(value) ?? [])
  return found.length === 1 ? found[0] : undefined
}

function firstOf<T>(keys: readonly string[], find: (key: string) => T | undefined): T | undefined {
  for (const key of keys) {
    const found = find(key)
    if (found !== undefined) return found
  }
  return undefined
}
