import type { NodeClass } from '../nodes/catalog.ts'
import type { NodeValue } from '../nodes/values.ts'
import type { PyDict, PyValue } from '../python/value.ts'
import { inputsOf, isLink } from '../validation/graph.ts'

/** The values of a node's inputs, in the order of their declaration; those that are not there yet are left out. */
export const inputValues = (
  node: PyDict,
  nodeClass: NodeClass | undefined,
  linked: (link: readonly [PyValue, PyValue]) => NodeValue | undefined,
): ReadonlyMap<string, NodeValue> => {
  const given = inputsOf(node)
  const declared = nodeClass?.inputsFor(given) ?? []
  const names = new Set([...declared.map(({ name }) => name), ...given.keys()])
  const values = new Map<string, NodeValue>()
  for (const name of names) {
    const value = given.get(name)
    if (value === undefined) continue
    const input: NodeValue | undefined = isLink(value) ? linked(value) : { kind: 'LITERAL', value }
    if (input !== undefined) values.set(name, input)
  }
  return values
}
