import type { InputDefinition, NodeDefinition, NumberBounds } from './node-definition.ts'

/** The node classes of a server, read from its `object_info`. Immutable. */
export interface NodeCatalog {
  /** The node classes, sorted. */
  readonly nodeClasses: readonly string[]
  has(nodeClass: string): boolean
  node(nodeClass: string): NodeDefinition | undefined
  input(nodeClass: string, input: string): InputDefinition | undefined
  /** The list of an input, in the server's order and spelling; undefined for an input without a list. */
  choices(nodeClass: string, input: string): readonly string[] | undefined
  /** The bounds of an input, undefined if it takes no number. */
  bounds(nodeClass: string, input: string): NumberBounds | undefined
  /** Whether any node has an output of this type. */
  isProduced(type: string): boolean
  /** The same catalog with a fresh list of choices for one input. */
  withChoices(nodeClass: string, input: string, choices: readonly string[]): NodeCatalog
}

/** The source of a catalog's classes; each is read on first use. */
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
