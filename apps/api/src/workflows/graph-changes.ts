import type { NewInput, PromptGraph } from '@darkroom/comfy-graph'

/** The inputs in which a graph differs from another of the same nodes; undefined when it has other nodes or links. */
export function changesBetween(
  before: PromptGraph,
  after: PromptGraph,
): readonly NewInput[] | undefined {
  if (Object.keys(before).length !== Object.keys(after).length) return undefined
  const changes: NewInput[] = []
  for (const [nodeId, node] of Object.entries(after)) {
    const former = before[nodeId]
    if (former === node) continue
    if (former?.class_type !== node.class_type) return undefined
    const names = Object.keys(node.inputs)
    if (Object.keys(former.inputs).some((name) => !Object.hasOwn(node.inputs, name)))
      return undefined
    for (const input of names) {
      const to = node.inputs[input]
      if (to === undefined || isSame(former.inputs[input], to)) continue
      changes.push({ nodeId, input, to })
    }
  }
  return changes
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other ||
  (typeof one === 'object' &&
    typeof other === 'object' &&
    JSON.stringify(one) === JSON.stringify(other))

export const placeOf = ({ nodeId, input }: Pick<NewInput, 'nodeId' | 'input'>): string =>
  JSON.stringify([nodeId, input])

/** Changes as values at places of a graph, each as the text of its JSON. */
export function toSet(
  changes: readonly NewInput[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const set = new Map<string, Record<string, string>>()
  for (const { nodeId, input, to } of changes) {
    set.set(nodeId, { ...set.get(nodeId), [input]: JSON.stringify(to) })
  }
  return Object.fromEntries(set)
}
