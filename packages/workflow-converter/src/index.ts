export {
  type Conversion,
  type Converter,
  type ConvertOptions,
  createConverter,
} from './converter.ts'
export { createDefinitions, type Definitions } from './definitions/definitions.ts'
export type {
  InputDefinition,
  NodeDefinition,
  OutputDefinition,
} from './definitions/node-definition.ts'
export {
  type EditorGraph,
  type EditorInput,
  type EditorLink,
  type EditorNode,
  type EditorOutput,
  type EditorWorkflow,
  nodeMode,
  type ProxyWidget,
  type SubgraphDefinition,
  type SubgraphSlot,
  subgraphInputId,
  subgraphOutputId,
} from './editor/editor-workflow.ts'
export {
  type EditorReading,
  isEditorWorkflow,
  nodeLimit,
  readEditorWorkflow,
} from './editor/read-editor-workflow.ts'
export { type NewValue, nodeAt, type ValuePlace, withValues } from './editor/set-values.ts'
export { type AppliedInputs, type ApplyOptions, applyInputs } from './inputs/apply-inputs.ts'
export type { InputProblem, InputProblemCode } from './inputs/check-value.ts'
export { findInputs } from './inputs/find-inputs.ts'
export { inputAt } from './inputs/input-at.ts'
export {
  type EditedInputs,
  editsByKey,
  type InputEdit,
  type InputEdits,
  inputEditsSchema,
  type LeftOutEdit,
  withInputEdits,
} from './inputs/input-edits.ts'
export { type EditorSource, type InputSource, toInputSource } from './inputs/input-source.ts'
export { toJsonSchema } from './inputs/json-schema.ts'
export type {
  FoundInputs,
  InputChoice,
  InputLimits,
  InputOrigin,
  InputTarget,
  InputType,
  SeedControl,
  WorkflowInput,
} from './inputs/workflow-input.ts'
export { inputTypes } from './inputs/workflow-input.ts'
export { findOutputs, type OutputType, type WorkflowOutput } from './outputs/find-outputs.ts'
export { type NodePlace, nodeName, type Problem, type ProblemCode } from './problems.ts'
export type { SettableValue } from './prompt/value-place.ts'
