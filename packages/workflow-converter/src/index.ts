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
export { type NodePlace, nodeName, type Problem, type ProblemCode } from './problems.ts'
