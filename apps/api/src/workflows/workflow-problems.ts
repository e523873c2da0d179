import {
  InvalidWorkflowNameError,
  WorkflowExistsError,
  WorkflowFilesError,
  WorkflowNotFoundError,
  WorkflowNotInTrashError,
  WorkflowTooLargeError,
} from '@darkroom/workflow-files'
import { didYouMean, invalidField, type ProblemRow, problemOf } from '../http/problem-table.ts'
import { BuiltInNameError } from './built-in/built-in-name-error.ts'
import { NotConvertibleError, WorkflowInputsError } from './to-run-graph.ts'
import { WorkflowFormatError } from './workflow-document.ts'

/** The most problems that are told of one workflow. */
const most = 20

export const workflowProblems: readonly ProblemRow[] = [
  problemOf(WorkflowNotFoundError, ({ nearest }) => ({
    status: 404,
    code: 'not_found',
    hint: didYouMean(nearest) ?? 'GET /api/workflows lists them.',
  })),
  problemOf(WorkflowNotInTrashError, ({ nearest }) => ({
    status: 404,
    code: 'not_found',
    hint: didYouMean(nearest) ?? 'The last 200 that were deleted or replaced are kept there.',
  })),
  problemOf(WorkflowExistsError, () => ({
    status: 409,
    code: 'workflow_exists',
    hint: 'PUT /api/workflows/{name} replaces it, DELETE moves it to the trash.',
  })),
  problemOf(BuiltInNameError, () => ({
    status: 409,
    code: 'workflow_exists',
    hint: 'Give it another name.',
  })),
  problemOf(InvalidWorkflowNameError, ({ message }) => invalidField('name', message)),
  problemOf(WorkflowTooLargeError, () => ({ status: 413, code: 'too_large' })),
  problemOf(WorkflowFilesError, () => ({ status: 400, code: 'workflow_unreadable' })),
  problemOf(WorkflowFormatError, () => ({
    status: 400,
    code: 'workflow_unreadable',
    hint: 'Send what ComfyUI saves or exports, or a picture, video or sound that ComfyUI made.',
  })),
  problemOf(NotConvertibleError, ({ problems }) => ({
    status: 400,
    code: 'not_convertible',
    hint: 'Install what is missing in ComfyUI, or change the workflow in its editor and save it again.',
    errors: problems.slice(0, most).map(({ message, node, slot }) => ({
      path: ['workflow', node?.id, slot].filter(Boolean).join('.'),
      message,
    })),
  })),
  problemOf(WorkflowInputsError, ({ problems, field }) => ({
    status: 400,
    code: 'invalid_input',
    hint: didYouMean(problems[0]?.nearest ?? []),
    errors: problems
      .slice(0, most)
      .map(({ key, message, nearest }) => ({ path: `${field}.${key}`, message, nearest })),
  })),
]
