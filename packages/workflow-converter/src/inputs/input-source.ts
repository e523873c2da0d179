import type { PromptGraph } from '@darkroom/comfy-graph'
import type { Conversion } from '../converter.ts'
import type { Definitions } from '../definitions/definitions.ts'
import type { EditorWorkflow } from '../editor/editor-workflow.ts'
import type { SettableValue } from '../prompt/value-place.ts'

/** A workflow of the editor, with the values that a person can change in it. */
export interface EditorSource {
  readonly workflow: EditorWorkflow
  readonly values: readonly SettableValue[]
}

/** A workflow in which inputs are looked for: its prompt, and what the editor saved of it, where there is that. */
export interface InputSource {
  readonly graph: PromptGraph
  readonly definitions: Definitions
  readonly editor?: EditorSource
}

/** A workflow of the editor and what it was converted to, by the classes of the same server. */
export const toInputSource = (
  workflow: EditorWorkflow,
  { prompt, values }: Conversion,
  definitions: Definitions,
): InputSource => ({ graph: prompt, definitions, editor: { workflow, values } })
