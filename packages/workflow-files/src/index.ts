export {
  InvalidWorkflowNameError,
  WorkflowExistsError,
  WorkflowFilesError,
  WorkflowNotFoundError,
  WorkflowTooLargeError,
} from './errors.ts'
export { largestJson, readTexts } from './read-texts.ts'
export type { FoundWorkflow, WorkflowFile, WorkflowTexts } from './workflow-file.ts'
export {
  createWorkflowFiles,
  type SaveOptions,
  type WorkflowFiles,
  type WorkflowFilesOptions,
} from './workflow-files.ts'
