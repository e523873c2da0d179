export type { NodeCatalog } from './catalog/node-catalog.ts'
export type {
  Choice,
  InputDefinition,
  NodeDefinition,
  NumberBounds,
  OutputDefinition,
} from './catalog/node-definition.ts'
export { readNodeCatalog } from './catalog/read-node-catalog.ts'
export { ComfyGraphError, GraphFormatError, ObjectInfoError } from './errors.ts'
export { foreseenSavers } from './graph/foreseen-savers.ts'
export {
  asLink,
  type Json,
  type Link,
  type PromptGraph,
  type PromptNode,
} from './graph/prompt-graph.ts'
export { graphLimits, parseGraph, readGraph } from './graph/read-graph.ts'
export { isSameGraph } from './graph/same-graph.ts'
export {
  findSaving,
  type SavingChange,
  type SavingGraph,
  savedBeside,
  withPrefix,
} from './graph/saving.ts'
export { type NewInput, setInputs } from './graph/set-inputs.ts'
export { matchName } from './names/match-name.ts'
export { spelledGraph } from './names/spelled-graph.ts'
export { findLoraNodes } from './roles/find-loras.ts'
export {
  findMedia,
  type MediaClasses,
  type MediaInput,
  type MediaKind,
} from './roles/find-media.ts'
export { numberOrigin } from './roles/find-origins.ts'
export { findRoles, type Role, type Roles } from './roles/find-roles.ts'
export {
  type GraphWords,
  graphWordsSchema,
  graphWordsShape,
  nodeWords,
  toOverrides,
  wordOf,
  wordsOf,
} from './roles/graph-words.ts'
export type { MediaRole } from './roles/media-uses.ts'
export {
  type GraphChange,
  type OverriddenGraph,
  overrideGraph,
  type UnappliedOverride,
} from './roles/override-graph.ts'
export { type GraphOverrides, type Setting, type Site, settings } from './roles/settings.ts'
export type { GraphProblem, GraphProblemCode } from './validation/graph-problem.ts'
export { takesValue, validateGraph } from './validation/validate-graph.ts'
