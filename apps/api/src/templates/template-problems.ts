import {
  BrokenTemplateError,
  InvalidTemplateError,
  PromptTemplatesError,
  TemplateExistsError,
  TemplateNotFoundError,
  UnknownWildcardError,
} from '@darkroom/prompt-templates'
import { didYouMean, type ProblemRow, problemOf } from '../http/problem-table.ts'

const nearestOf = (error: Error): readonly string[] =>
  error instanceof UnknownWildcardError ? error.nearest : []

export const templateProblems: readonly ProblemRow[] = [
  problemOf(TemplateNotFoundError, ({ nearest }) => ({
    status: 404,
    code: 'not_found',
    hint: didYouMean(nearest),
  })),
  problemOf(TemplateExistsError, () => ({
    status: 409,
    code: 'template_exists',
    hint: 'PUT /api/templates/{name} replaces it.',
  })),
  problemOf(BrokenTemplateError, () => ({
    status: 409,
    code: 'template_broken',
    hint: 'Mend the file in the folder templates of the gallery, or replace it with PUT.',
  })),
  problemOf(InvalidTemplateError, ({ problems }) => ({
    status: 400,
    code: 'invalid_input',
    errors: problems,
  })),
  // The other errors are about the wildcards of a prompt.
  problemOf(PromptTemplatesError, (error) => ({
    status: 400,
    code: 'wildcard',
    hint:
      didYouMean(nearestOf(error)) ??
      'Wildcards are the text files in the folder wildcards of the gallery, one option a line.',
    errors: [{ path: 'prompt', message: error.message, nearest: nearestOf(error) }],
  })),
]
