import {
  BrokenTemplateError,
  InvalidTemplateError,
  PromptTemplatesError,
  TemplateExistsError,
  TemplateNotFoundError,
  UnknownWildcardError,
} from '@darkroom/prompt-templates'
import { ProblemError } from '../http/problem.ts'

const didYouMean = (nearest: readonly string[]): string | undefined =>
  nearest.length === 0 ? undefined : `Did you mean ${nearest.join(', or ')}?`

/** What is wrong with the wildcards of a prompt. */
const wildcardProblem = (error: PromptTemplatesError): ProblemError =>
  new ProblemError(400, 'wildcard', error.message, {
    hint:
      (error instanceof UnknownWildcardError ? didYouMean(error.nearest) : undefined) ??
      'Wildcards are the text files in the folder wildcards of the gallery, one option a line.',
    errors: [{ path: 'prompt', message: error.message }],
    cause: error,
  })

/** Errors of templates and wildcards that a person can act on. */
export function templateProblem(error: unknown): ProblemError | undefined {
  if (!(error instanceof PromptTemplatesError)) return undefined
  if (error instanceof TemplateNotFoundError) {
    return new ProblemError(404, 'not_found', error.message, {
      hint: didYouMean(error.nearest),
      cause: error,
    })
  }
  if (error instanceof TemplateExistsError) {
    return new ProblemError(409, 'template_exists', error.message, {
      hint: 'PUT /api/templates/{name} replaces it.',
      cause: error,
    })
  }
  if (error instanceof BrokenTemplateError) {
    return new ProblemError(409, 'template_broken', error.message, {
      hint: 'Mend the file in the folder templates of the gallery, or replace it with PUT.',
      cause: error,
    })
  }
  if (error instanceof InvalidTemplateError) {
    return new ProblemError(400, 'invalid_input', error.message, {
      errors: [...error.problems],
      cause: error,
    })
  }
  return wildcardProblem(error)
}
