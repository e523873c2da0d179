import type { Json } from '@darkroom/foundation'
import { arithmetic, type GraphNode, hasInput, input, isLink } from './graph.ts'
import { remembered } from './remembered.ts'
import { depthLimit, type Walk } from './walk.ts'

/** The branches of a switch that count: the chosen one, or all of them where the choice is made by what is not in the file. */
export interface Branches {
  readonly keys: readonly string[]
  readonly isKnown: boolean
}

const switchName = /switch|select|if.?(?:else|any)|^if\b|branch|conditional|ifexecute/i
const isSwitchName = remembered((type) => switchName.test(type))
const flagKeys = [
  'switch',
  'boolean',
  'condition',
  'cond',
  'bool',
  'flag',
  'toggle',
  'ANY',
] as const
const numberKeys = [
  'select',
  'Input',
  'index',
  'selected_index',
  'selector',
  'input_index',
] as const
/** The inputs under which primitives keep a flag or a number. */
const constantKeys = [
  'value',
  'boolean',
  'bool',
  'BOOLEAN',
  'Boolean',
  'int',
  'INT',
  'number',
  'Number',
  'state',
  'switch',
  'select',
  'index',
] as const
const falseName = /false|(?:^|_)(?:ff|else|off|no)(?:_|$)/i
const trueName = /true|(?:^|_)(?:tt|then|yes|on)(?:_|$)/i
const numberedName = /^\D*?_?(\d{1,3})$/
const inverting = /(?:^|[^a-z])not(?:[^a-z]|$)|invert|negate/i

/** The branches of a node that hands on one of its inputs; undefined for any other node. */
export function branchesOf(walk: Walk, node: GraphNode): Branches | undefined {
  const isPair = hasInput(node, 'on_true') || hasInput(node, 'on_false')
  if (!isPair && !isSwitchName(node.type)) return undefined
  const values = node.keys.filter((key) => isBranchValue(node, key))
  const pair = values.filter((key) => isTrue(key) !== undefined)
  if (pair.length > 0) return byFlag(walk, node, pair)
  const numbered = values.filter((key) => numberedName.test(key))
  return numbered.length > 0 ? byNumber(walk, node, numbered) : undefined
}

/** The flag that an input's name stands for, if it is the name of one side. */
function isTrue(key: string): boolean | undefined {
  if (falseName.test(key)) return false
  return trueName.test(key) ? true : undefined
}

function isBranchValue(node: GraphNode, key: string): boolean {
  const value = input(node, key)
  return (typeof value === 'string' || isLink(value)) && !isSelector(key)
}

function isSelector(key: string): boolean {
  return [...flagKeys, ...numberKeys].some((name) => name === key)
}

/** The input that says which; a number called `input` does, while a link of this name is what is handed on. */
function numberKey(node: GraphNode): string | undefined {
  const key = numberKeys.find((name) => hasInput(node, name))
  return key ?? (typeof input(node, 'input') === 'number' ? 'input' : undefined)
}

function byFlag(walk: Walk, node: GraphNode, pair: readonly string[]): Branches {
  const flag = flagOf(walk, node)
  if (flag === undefined) return { keys: pair, isKnown: false }
  return { keys: pair.filter((key) => isTrue(key) === flag), isKnown: true }
}

/** The one whose number is selected; a switch without a selector hands on the first that has anything. */
function byNumber(walk: Walk, node: GraphNode, numbered: readonly string[]): Branches {
  const key = numberKey(node)
  if (key === undefined) {
    const flag = flagKeys.some((key) => hasInput(node, key))
    return { keys: numbered.slice(0, flag ? undefined : 1), isKnown: !flag }
  }
  const number = constantOf(walk, input(node, key), 0)
  const chosen = numbered.filter((key) => Number(numberedName.exec(key)?.[1]) === number)
  return chosen.length > 0 ? { keys: chosen, isKnown: true } : { keys: numbered, isKnown: false }
}

function flagOf(walk: Walk, node: GraphNode): boolean | undefined {
  const key = flagKeys.find((name) => hasInput(node, name)) ?? 'value'
  const value = constantOf(walk, input(node, key), 0)
  return value === undefined ? undefined : value !== 0
}

/** A number through primitives, reroutes and negations, flags as 1 and 0; one that is worked out at run time is unknown. */
function constantOf(walk: Walk, value: Json | undefined, depth: number): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number') return value
  if (typeof value === 'string') return { true: 1, false: 0 }[value.toLowerCase()]
  const node = depth < depthLimit ? walk.follow(value) : undefined
  if (node === undefined) return undefined
  const key = constantKeys.find((name) => hasInput(node, name)) ?? onlyKey(node)
  if (key === undefined || arithmetic.test(node.type)) return undefined
  const constant = constantOf(walk, input(node, key), depth + 1)
  if (constant === undefined || !inverting.test(node.type)) return constant
  return constant === 0 ? 1 : 0
}

function onlyKey(node: GraphNode): string | undefined {
  return node.keys.length === 1 ? node.keys[0] : undefined
}
