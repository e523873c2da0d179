export {
  InvalidWorkflowNameError,
  WorkflowExistsError,
  WorkflowFilesError,
  WorkflowNotFoundError,
  WorkflowNotInTrashError,
  WorkflowTooLargeError,
} from './errors.ts'
export { largestJson, readTexts } from './read-texts.ts'
export type { FoundWorkflow, WorkflowFile, WorkflowTexts } from './workflow-file.ts'
export {
  createWorkflowFiles,
  type RestoreOptions,
  type SaveOptions,
  type WorkflowFiles,
  type WorkflowFilesOptions,
} from './workflow-files.ts'
