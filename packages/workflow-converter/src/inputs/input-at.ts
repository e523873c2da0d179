import { asLink, type PromptGraph } from '@darkroom/comfy-graph'
import { nodeAt, type ValuePlace } from '../editor/set-values.ts'
import { finishDraft } from './finish-draft.ts'
import type { InputSource } from './input-source.ts'
import { placeKey } from './name-inputs.ts'
import { nodeOf } from './node-of.ts'
import { placeOfSite, slotOf } from './place-of-site.ts'
import { titleOf } from './sources/node-title.ts'
import { indexValues, type ValueIndex } from './value-index.ts'
import type { WorkflowInput } from './workflow-input.ts'

/** Any value of a workflow as an input, by its place `57:3.seed`; undefined where there is none to set. */
export function inputAt(
  key: string,
  source: InputSource,
  index: () => ValueIndex = () => indexValues(source),
): WorkflowInput | undefined {
  for (const place of readings(key)) {
    if (!isThere(place, source)) continue
    const values = index()
    const target = source.editor === undefined ? place : placeOfSite(source.editor.workflow, place)
    const title = titleOf(place.path, source.graph) ?? place.path
    const draft = { label: `${title}: ${place.name}`, from: 'role', targets: [target] } as const
    const input = finishDraft(draft, { source, values })
    if (input !== undefined) return { key: placeKey(place), ...input, required: false }
  }
  return undefined
}

/** Every place of a value in a workflow, by its name. */
export const placeKeys = (graph: PromptGraph): readonly string[] =>
  Object.entries(graph).flatMap(([path, { inputs }]) =>
    Object.entries(inputs).flatMap(([name, value]) =>
      asLink(value) === undefined ? [placeKey({ path, name })] : [],
    ),
  )

/** Every way to read a key as node and name, for both may have dots. */
function* readings(key: string): Generator<ValuePlace> {
  for (let dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
    yield { path: key.slice(0, dot), name: key.slice(dot + 1) }
  }
}

function isThere({ path, name }: ValuePlace, { graph, editor }: InputSource): boolean {
  const inputs = Object.hasOwn(graph, path) ? nodeOf(graph, path)?.inputs : undefined
  if (inputs !== undefined && Object.hasOwn(inputs, name)) return asLink(inputs[name]) === undefined
  const node = editor === undefined ? undefined : nodeAt(editor.workflow, path)?.node
  if (node === undefined) return false
  return node.type === 'PrimitiveNode' ? name === 'value' : slotOf(node, name)?.link === undefined
}
