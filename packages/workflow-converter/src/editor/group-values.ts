import type { Json } from '@darkroom/foundation'
import type { EditorNode } from './editor-workflow.ts'

const controlWords: ReadonlySet<unknown> = new Set(['fixed', 'increment', 'decrement', 'randomize'])

/**
 * Shares the values of a group out among its nodes: each has as many as it was saved with, but none for a widget that is
 * linked inside. Undefined when they do not come out even.
 */
export function shareGroupValues(
  nodes: readonly EditorNode[],
  values: readonly Json[],
): readonly EditorNode[] | undefined {
  const shared: EditorNode[] = []
  let at = 0
  for (const node of nodes) {
    const own = node.values ?? []
    const linked = linkedPlaces(node, own)
    if (linked === undefined) return undefined
    const mixed = own.map((value, place) => (linked.has(place) ? value : (values[at++] ?? null)))
    shared.push({ ...node, values: mixed })
  }
  return at === values.length ? shared : undefined
}

/** The places of values whose widgets are linked; undefined when the file does not tell which value is whose. */
function linkedPlaces(
  { inputs }: EditorNode,
  values: readonly Json[],
): ReadonlySet<number> | undefined {
  const widgets = inputs.filter(({ widget }) => widget !== undefined)
  const linked = new Set<number>()
  if (!widgets.some(({ link }) => link !== undefined)) return linked
  let place = 0
  for (const { link } of widgets) {
    if (link !== undefined) linked.add(place)
    const isControlled = typeof values[place] === 'number' && controlWords.has(values[place + 1])
    if (isControlled && link !== undefined) linked.add(place + 1)
    place += isControlled ? 2 : 1
  }
  return place === values.length ? linked : undefined
}
