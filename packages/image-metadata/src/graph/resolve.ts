import type { Json } from '@darkroom/foundation'
import { toName, toNumber, toSeed } from '../values.ts'
import { arithmetic, type GraphNode, hasInput, input, isLink, onlyLink } from './graph.ts'
import { isBundle } from './polarity.ts'
import { remembered } from './remembered.ts'
import { branchesOf } from './switches.ts'
import { depthLimit, type Walk } from './walk.ts'

const isArithmetic = remembered((type) => arithmetic.test(type))

type Accept<T> = (value: Json | undefined) => T | undefined

const seedKeys = ['seed', 'noise_seed', 'value', 'int', 'INT', 'Value', 'number'] as const
const numberKeys = ['value', 'int', 'float', 'INT', 'FLOAT', 'Value', 'Number', 'number'] as const
/** What nodes that only keep the settings of others call them. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  sampler_name: ['sampler'],
  scheduler: ['scheduler_name'],
}
const nameKeys = ['value', 'string', 'String', 'text', 'name'] as const

/** The digits of the first of these inputs that resolves to a seed. */
export function resolveSeed(
  walk: Walk,
  node: GraphNode,
  keys: readonly string[],
): string | undefined {
  return firstOf(keys, (key) =>
    resolve(walk, input(node, key), { name: 'seed', keys: seedKeys, accept: toSeed }, 0),
  )
}

export function resolveNumber(
  walk: Walk,
  node: GraphNode,
  keys: readonly string[],
): number | undefined {
  return firstOf(keys, (key) => {
    const wanted = { name: key, keys: [key, ...numberKeys], accept: toNumber }
    return resolve(walk, input(node, key), wanted, 0)
  })
}

export function resolveName(
  walk: Walk,
  node: GraphNode,
  keys: readonly string[],
): string | undefined {
  return firstOf(keys, (key) => {
    const keys = [key, ...(otherNames[key] ?? []), ...nameKeys]
    const wanted = { name: key, keys, accept: toName }
    return resolve(walk, input(node, key), wanted, 0)
  })
}

interface Wanted<T> {
  /** The name of the input that wants the value. */
  readonly name: string
  readonly keys: readonly string[]
  readonly accept: Accept<T>
}

/** Resolves a literal or a link; follows primitives, reroutes, switches, and any node with just one such value. */
function resolve<T>(
  walk: Walk,
  value: Json | undefined,
  wanted: Wanted<T>,
  depth: number,
): T | undefined {
  if (value === undefined) return undefined
  if (!isLink(value)) return wanted.accept(value)
  const node = depth < depthLimit ? walk.follow(value) : undefined
  if (node === undefined || isArithmetic(node.type)) return undefined
  const next = (key: string): T | undefined => resolve(walk, input(node, key), wanted, depth + 1)
  const branches = branchesOf(walk, node)
  if (branches !== undefined) return branches.isKnown ? firstOf(branches.keys, next) : undefined
  const key = sourceKey(node, wanted)
  if (key !== undefined) return next(key)
  const link = onlyLink(node)
  return link === undefined
    ? onlyLiteral(node, wanted.accept)
    : resolve(walk, link, wanted, depth + 1)
}

/** The input that holds the wanted value: one of its name, one whose name speaks of it, or what brings everything. */
function sourceKey<T>(node: GraphNode, { name, keys }: Wanted<T>): string | undefined {
  const exact = keys.find((key) => hasInput(node, key))
  if (exact !== undefined) return exact
  const speaking = node.keys.filter((key) => key.toLowerCase().split(/[_. ]/).includes(name))
  if (speaking.length === 1) return speaking[0]
  return node.keys.find((key) => isBundle(key) && isLink(input(node, key)))
}

function onlyLiteral<T>(node: GraphNode, accept: Accept<T>): T | undefined {
  let found: T | undefined
  for (const key of node.keys) {
    const value = accept(node.inputs[key])
    if (value === undefined) continue
    if (found !== undefined) return undefined
    found = value
  }
  return found
}

function firstOf<T>(keys: readonly string[], find: (key: string) => T | undefined): T | undefined {
  for (const key of keys) {
    const found = find(key)
    if (found !== undefined) return found
  }
  return undefined
}
