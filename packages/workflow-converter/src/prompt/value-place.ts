import type { Json } from '@darkroom/foundation'
import type { InputDefinition } from '../definitions/node-definition.ts'
import type { EditorNode } from '../editor/editor-workflow.ts'

/** An input of the prompt. */
export interface PromptInput {
  readonly node: string
  readonly input: string
}

/**
 * A value that a person can change in the editor, and where it goes in the prompt: a node's widget, a slot of a subgraph
 * instance that shows a widget of its inside, or a PrimitiveNode.
 */
export interface SettableValue {
  readonly kind: 'widget' | 'slot' | 'primitive'
  /** The id in the prompt that the node has or would have: `57`, or `57:3`. */
  readonly path: string
  /** The widget or slot; `value` for a PrimitiveNode. */
  readonly name: string
  readonly node: EditorNode
  /** What stands there now, before choices are drawn and names filled in. */
  readonly value: Json | undefined
  /** The input that takes it, as the server tells of it; of a primitive or slot, the first. */
  readonly input?: InputDefinition
  /** For a slot, the widget inside that it shows. */
  readonly source?: { readonly path: string; readonly name: string }
  readonly goesTo: readonly PromptInput[]
}
