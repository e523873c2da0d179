import type { PromptGraph } from '@darkroom/comfy-graph'
import type { Definitions } from '../definitions/definitions.ts'
import type { EditorWorkflow } from '../editor/editor-workflow.ts'

/** A workflow in which inputs are looked for: its prompt, and what the editor saved of it, where there is that. */
export interface InputSource {
  readonly graph: PromptGraph
  /** The workflow that the prompt was converted from. */
  readonly workflow?: EditorWorkflow
  readonly definitions: Definitions
}
