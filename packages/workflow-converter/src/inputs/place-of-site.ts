import { type EditorNode, type EditorWorkflow, subgraphInputId } from '../editor/editor-workflow.ts'
import { nodeAt, type ValuePlace } from '../editor/set-values.ts'

/** The deepest way from a value in the prompt to where it is set; subgraphs are not nested as deep. */
const furthest = 100

/**
 * Where a value of the prompt is set: at its own node, at the subgraph instance that shows it outside, or at the
 * PrimitiveNode that writes it.
 */
export function placeOfSite(workflow: EditorWorkflow, site: ValuePlace): ValuePlace {
  let place = site
  for (let step = 0; step < furthest; step += 1) {
    const next = setBy(workflow, place)
    if (next === undefined) return place
    place = next
  }
  return place
}

function setBy(workflow: EditorWorkflow, { path, name }: ValuePlace): ValuePlace | undefined {
  const found = nodeAt(workflow, path)
  const link = found?.graph.links.get(slotOf(found.node, name)?.link ?? '')
  if (found === undefined || link === undefined) return undefined
  const outer = path.split(':').slice(0, -1)
  if (link.originId === subgraphInputId) {
    const instance = nodeAt(workflow, outer.join(':'))?.node
    const slot = workflow.definitions.get(instance?.type ?? '')?.inputs[link.originSlot]
    return slot === undefined ? undefined : { path: outer.join(':'), name: slot.name }
  }
  return found.graph.nodes.get(link.originId)?.type === 'PrimitiveNode'
    ? { path: [...outer, link.originId].join(':'), name: 'value' }
    : undefined
}

/** The socket that takes the place of a widget, or is it. */
export const slotOf = (
  { inputs }: EditorNode,
  name: string,
): EditorNode['inputs'][number] | undefined =>
  inputs.find((input) => input.widget === name) ?? inputs.find((input) => input.name === name)
