import type { InputDefinition, NodeDefinition, NumberBounds } from './node-definition.ts'

/** What a server can run, read once from its `object_info`. It never changes. */
export interface NodeCatalog {
  /** Sorted. */
  readonly nodeClasses: readonly string[]
  has(nodeClass: string): boolean
  node(nodeClass: string): NodeDefinition | undefined
  input(nodeClass: string, input: string): InputDefinition | undefined
  /** The values that an input's list holds, in the server's order and spelling; undefined for an input without a list. */
  choices(nodeClass: string, input: string): readonly string[] | undefined
  /** Undefined for an input that takes no number. */
  bounds(nodeClass: string, input: string): NumberBounds | undefined
  /** Whether any node puts this type out. */
  isProduced(type: string): boolean
  /** The same catalog with other choices for one input; for a list that was read afresh. */
  withChoices(nodeClass: string, input: string, choices: readonly string[]): NodeCatalog
}

export function createNodeCatalog(nodes: ReadonlyMap<string, NodeDefinition>): NodeCatalog {
  const produced = new Set(
    [...nodes.values()].flatMap(({ outputs }) => outputs.flatMap(({ types }) => types)),
  )
  const input = (nodeClass: string, name: string): InputDefinition | undefined =>
    nodes.get(nodeClass)?.inputs.find((candidate) => candidate.name === name)

  return Object.freeze({
    nodeClasses: Object.freeze([...nodes.keys()].toSorted()),
    has: (nodeClass: string) => nodes.has(nodeClass),
    node: (nodeClass: string) => nodes.get(nodeClass),
    input,
    choices(nodeClass: string, name: string) {
      const found = input(nodeClass, name)
      return found?.kind === 'choice' ? found.choices.map(String) : undefined
    },
    bounds(nodeClass: string, name: string) {
      const found = input(nodeClass, name)
      return found?.kind === 'integer' || found?.kind === 'float' ? found : undefined
    },
    isProduced: (type: string) => produced.has(type),
    withChoices(nodeClass: string, name: string, choices: readonly string[]) {
      const node = nodes.get(nodeClass)
      if (node === undefined) return createNodeCatalog(nodes)
      const inputs = node.inputs.map((one) =>
        one.name === name && one.kind === 'choice' ? { ...one, choices } : one,
      )
      return createNodeCatalog(new Map(nodes).set(nodeClass, { ...node, inputs }))
    },
  })
}
