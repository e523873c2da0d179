import type { Json, JsonObject } from '@darkroom/foundation'
import type { EditorNode } from '../editor/editor-workflow.ts'
import type { Widget } from './widget-spec.ts'

const controlWords: ReadonlySet<unknown> = new Set(['fixed', 'increment', 'decrement', 'randomize'])

/** What extensions save by name and do not send: controls of a seed, previews, buttons. */
const helpers = /^(?:control_after_generate|control_filter_list|videopreview|choose .+ to upload)$/

/** The widgets of a node whose class nobody knows, as far as the file names them; undefined if it does not. */
export function unknownWidgets(node: EditorNode): readonly Widget[] | undefined {
  const byName = node.valuesByName ?? node.namedValues
  return byName === undefined ? byInputs(node) : namedWidgets(byName, new Set())
}

/** A widget for each saved name that is not among the known ones. */
export const namedWidgets = (saved: JsonObject, known: ReadonlySet<string>): readonly Widget[] =>
  Object.entries(saved)
    .filter(([name]) => !known.has(name) && !helpers.test(name))
    .map(([name, value]) => toWidget(name, value))

/** Names the values by the inputs that stand for widgets; a control word behind a number belongs to none. */
function byInputs({ inputs, values = [] }: EditorNode): readonly Widget[] | undefined {
  const names = inputs.map(({ widget }) => widget).filter((name) => name !== undefined)
  const named = values.filter(
    (value, index) => !(controlWords.has(value) && typeof values[index - 1] === 'number'),
  )
  if (named.length > names.length) return undefined
  return names.flatMap((name, index) => {
    const value = named[index]
    return value === undefined ? [] : [toWidget(name, value)]
  })
}

const toWidget = (name: string, value: Json): Widget => ({
  spec: { name, saved: true, sent: true, initial: undefined },
  value,
})
