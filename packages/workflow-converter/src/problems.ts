/** Where in a workflow something was found. */
export interface NodePlace {
  /** The id in the prompt: `7`, or `57:3` for node 3 inside the subgraph instance 57. */
  readonly id: string
  readonly class: string
  readonly title?: string
}

export type ProblemCode =
  | 'not-a-workflow'
  | 'too-large'
  | 'unknown-class'
  | 'unnamed-values'
  | 'broken-link'
  | 'circular-link'
  | 'recursive-subgraph'
  | 'unreadable-node'
  | 'needs-browser'
  | 'needs-extension'
  | 'group-node'

/** What stands against running a workflow, or what a person should know of its conversion: a sentence and its facts. */
export interface Problem {
  readonly code: ProblemCode
  readonly message: string
  readonly node?: NodePlace
  /** The input or output that it is about. */
  readonly slot?: string
  /** The node pack that has an unknown class. */
  readonly pack?: string
}

/** A place in a message: `KSampler "Second pass" (57:3)`. */
export const nodeName = ({ id, class: type, title }: NodePlace): string =>
  title === undefined || title === type ? `${type} (${id})` : `${type} "${title}" (${id})`
