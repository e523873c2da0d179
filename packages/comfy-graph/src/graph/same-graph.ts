import { asLink, type Json, type PromptGraph } from './prompt-graph.ts'

/**
 * Whether two graphs make the same pictures: the same nodes, linked alike, whatever their ids and titles and the names
 * under which they save.
 */
export function isSameGraph(one: PromptGraph, other: PromptGraph): boolean {
  if (Object.keys(one).length !== Object.keys(other).length) return false
  const forms = new Map<string, number>()
  const [ours, theirs] = [formsOf(one, forms), formsOf(other, forms)]
  return ours !== undefined && JSON.stringify(ours) === JSON.stringify(theirs)
}

/** The number of each node's form, sorted; equal numbers mean equal nodes. Undefined for a graph with a circle. */
function formsOf(graph: PromptGraph, forms: Map<string, number>): readonly number[] | undefined {
  const nodes = new Map(Object.entries(graph))
  const known = new Map<string, number>()
  const open = [...nodes.keys()]
  const entered = new Set<string>()
  for (let id = open.at(-1); id !== undefined; id = open.at(-1)) {
    const node = nodes.get(id)
    const sources = Object.values(node?.inputs ?? {}).flatMap((value) => asLink(value)?.[0] ?? [])
    const waiting = sources.filter((source) => nodes.has(source) && !known.has(source))
    if (node === undefined || known.has(id) || waiting.length === 0) {
      open.pop()
      if (node !== undefined && !known.has(id)) known.set(id, numberOf(textOf(node, known), forms))
      continue
    }
    if (entered.has(id)) return undefined
    entered.add(id)
    open.push(...waiting)
  }
  return [...known.values()].toSorted((a, b) => a - b)
}

function numberOf(form: string, forms: Map<string, number>): number {
  const number = forms.get(form) ?? forms.size
  forms.set(form, number)
  return number
}

const textOf = (
  { class_type: nodeClass, inputs }: PromptGraph[string],
  known: ReadonlyMap<string, number>,
): string => {
  const values = Object.entries(inputs)
    .filter(([name]) => !(nodeClass === 'SaveImage' && name === 'filename_prefix'))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, toForm(value, known)])
  return JSON.stringify([nodeClass, values])
}

const toForm = (value: Json, known: ReadonlyMap<string, number>): Json => {
  const link = asLink(value)
  return link === undefined ? { value } : [known.get(link[0]) ?? -1, link[1]]
}
