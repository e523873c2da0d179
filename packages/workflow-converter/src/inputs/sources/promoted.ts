import { type EditorNode, type EditorWorkflow, nodeMode } from '../../editor/editor-workflow.ts'
import type { ValuePlace } from '../../editor/set-values.ts'
import type { Draft, Drafts } from '../draft.ts'
import { placeOfSite, slotOf } from '../place-of-site.ts'
import { keyOfPlace, type ValueIndex } from '../value-index.ts'
import { labelAt } from './app-mode.ts'

/** The widgets that the workflow's subgraphs show outside, in the order of their slots. */
export function promotedInputs(workflow: EditorWorkflow, values: ValueIndex): Drafts {
  const instances = [...workflow.nodes.values()].filter(
    ({ type, mode }) =>
      workflow.definitions.has(type) && mode !== nodeMode.muted && mode !== nodeMode.bypassed,
  )
  const perInstance = instances.map((instance) => ({
    instance,
    places: placesOf(instance, workflow).filter((place) => values.sitesOf(place).length > 0),
  }))
  const showing = perInstance.filter(({ places }) => places.length > 0)
  const drafts = showing.flatMap(({ instance, places }) =>
    places.map(
      (place): Draft => ({
        label: labelAt(place, workflow) ?? place.name,
        from: 'promoted',
        targets: [place],
        ...(showing.length > 1 && { group: titleOf(instance, workflow) }),
      }),
    ),
  )
  return { drafts, notes: [] }
}

const titleOf = ({ title, type, id }: EditorNode, { definitions }: EditorWorkflow): string =>
  title ?? definitions.get(type)?.name ?? id

/** The slots without a link, and the widgets of the inside that older editors show without a slot. */
function placesOf(instance: EditorNode, workflow: EditorWorkflow): readonly ValuePlace[] {
  const slots = workflow.definitions.get(instance.type)?.inputs ?? []
  const own = slots
    .filter(({ name }) => slotOf(instance, name)?.link === undefined)
    .map(({ name }) => ({ path: instance.id, name }))
  const shown = (instance.proxyWidgets ?? [])
    .filter(({ sourceId }) => sourceId !== '-1')
    .map(({ sourceId, widget }) =>
      placeOfSite(workflow, { path: `${instance.id}:${sourceId}`, name: widget }),
    )
  return [...new Map([...own, ...shown].map((place) => [keyOfPlace(place), place])).values()]
}
