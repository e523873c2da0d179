import type { InputDefinition, NodeDefinition, NumberBounds } from './node-definition.ts'

/** What a server can run, read from its `object_info`. It never changes. */
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

/** Where a catalog takes its classes from; each is read when it is first asked for. */
export interface CatalogSource {
  readonly nodeClasses: readonly string[]
  read(nodeClass: string): NodeDefinition | undefined
  isProduced(type: string): boolean
}

export function createNodeCatalog(source: CatalogSource): NodeCatalog {
  const input = (nodeClass: string, name: string): InputDefinition | undefined =>
    source.read(nodeClass)?.inputs.find((candidate) => candidate.name === name)

  return Object.freeze({
    nodeClasses: source.nodeClasses,
    has: (nodeClass: string) => source.read(nodeClass) !== undefined,
    node: source.read,
    input,
    choices(nodeClass: string, name: string) {
      const found = input(nodeClass, name)
      return found?.kind === 'choice' ? found.choices.map(String) : undefined
    },
    bounds(nodeClass: string, name: string) {
      const found = input(nodeClass, name)
      return found?.kind === 'integer' || found?.kind === 'float' ? found : undefined
    },
    isProduced: source.isProduced,
    withChoices(nodeClass: string, name: string, choices: readonly string[]) {
      const node = withInputChoices(source.read(nodeClass), name, choices)
      const read = (asked: string): NodeDefinition | undefined =>
        asked === nodeClass ? node : source.read(asked)
      return createNodeCatalog({ ...source, read })
    },
  })
}

function withInputChoices(
  node: NodeDefinition | undefined,
  name: string,
  choices: readonly string[],
): NodeDefinition | undefined {
  if (node === undefined) return undefined
  const inputs = node.inputs.map((input) =>
    input.name === name && input.kind === 'choice' ? { ...input, choices } : input,
  )
  return Object.freeze({ ...node, inputs })
}
