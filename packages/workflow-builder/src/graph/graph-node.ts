import { InvalidParameterError } from '../errors.ts'

declare const kind: unique symbol

/** A typed link of the graph: an `Output<'MODEL'>` is not an `Output<'LATENT'>`. */
export interface Output<K extends string> {
  readonly node: GraphNode
  readonly index: number
  readonly [kind]?: K
}

/** A literal for an input. An array is marked so that ComfyUI does not take it for a link. */
export type Literal = string | number | boolean | null | readonly Literal[]

/** A literal or a link. */
export type InputValue = Literal | Output<string>

/** A node without an id. Immutable; the same object used twice is one node of the graph. */
export interface GraphNode {
  readonly classType: string
  readonly title: string
  readonly inputs: Readonly<Record<string, InputValue>>
}

/**
 * Makes a node of any class, for classes without a function here. Undefined inputs are left out. The title is the class
 * unless given.
 */
export function createNode({
  classType,
  title = classType,
  inputs = {},
}: {
  classType: string
  title?: string
  inputs?: Readonly<Record<string, InputValue | undefined>>
}): GraphNode {
  const entries = Object.entries(inputs).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, checked(name, value)] as const],
  )
  return Object.freeze({ classType, title, inputs: Object.freeze(Object.fromEntries(entries)) })
}

export const isOutput = (value: InputValue): value is Output<string> =>
  typeof value === 'object' && value !== null && 'node' in value

function checked(name: string, value: InputValue): InputValue {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new InvalidParameterError(name, `must be a finite number, not ${value}`)
  }
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new InvalidParameterError(name, `${value} is beyond 2^53 and would not arrive exactly`)
  }
  return value
}
