import { createHash } from 'node:crypto'
import type { NodeClass } from '../nodes/catalog.ts'
import { stringifyJson } from '../python/stringify.ts'
import { isDict, type PyDict } from '../python/value.ts'
import { classNameOf, inputsOf, isLink, nodeAt } from '../validation/graph.ts'

/**
 * The cache key of every node: class, inputs, fingerprint and all ancestors, but neither ids nor titles. Raises for a
 * node without `inputs`, which is not validated when no output needs it; that kills the worker.
 */
export const signaturesOf = (
  graph: PyDict,
  classOf: (name: string) => NodeClass | undefined,
): ReadonlyMap<string, string> => {
  const signatures = new Map<string, string>()
  const sign = (id: string, path: readonly string[]): string => {
    const known = signatures.get(id)
    if (known !== undefined) return known
    if (path.includes(id)) return 'cycle'
    const node = nodeAt(graph, id)
    const name = classNameOf(node)
    const inputs = [...inputsOf(node)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => {
        const source = isLink(value) ? value[0] : undefined
        const isThere = typeof source === 'string' && isDict(graph.get(source))
        const content = isThere
          ? ['link', sign(source, [...path, id]), isLink(value) ? value[1] : null]
          : ['value', value]
        return [key, ...content]
      })
    const own = classOf(name)?.usesId === true ? id : null
    const text = stringifyJson([name, own, node.get('is_changed') ?? null, inputs])
    const signature = createHash('sha256').update(text).digest('base64url')
    signatures.set(id, signature)
    return signature
  }
  for (const id of graph.keys()) sign(id, [])
  return signatures
}
