import type { JsonObject, JsonValue } from './json/json-value.ts'

/** An error of the server about a prompt or a node. */
export interface PromptError {
  /** A type such as `prompt_outputs_failed_validation`, `value_not_in_list`, `missing_node_type`. */
  readonly type: string
  readonly message: string
  readonly details: string
  readonly extraInfo: JsonObject
}

export interface NodeError extends PromptError {
  readonly inputName: string | undefined
  readonly receivedValue: JsonValue | undefined
}

/** Errors by node id. */
export type NodeErrors = Readonly<
  Record<
    string,
    {
      readonly nodeClass: string
      readonly errors: readonly NodeError[]
      readonly dependentOutputs: readonly string[]
    }
  >
>
