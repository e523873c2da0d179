import { didYouMean, nearestNames } from '@darkroom/foundation'
import { PromptTemplatesError } from '../errors.ts'

export class TemplateNotFoundError extends PromptTemplatesError {
  override readonly name = 'TemplateNotFoundError'
  readonly templateName: string
  /** The most similar known names, best first. */
  readonly nearest: readonly string[]

  constructor(templateName: string, { known = [] }: { known?: readonly string[] } = {}) {
    const nearest = nearestNames(templateName, known)
    super(`There is no template ${JSON.stringify(templateName)}${didYouMean(nearest) || '.'}`)
    this.templateName = templateName
    this.nearest = nearest
  }
}

/** A template with this name exists, and the caller did not allow its replacement. */
export class TemplateExistsError extends PromptTemplatesError {
  override readonly name = 'TemplateExistsError'
  readonly templateName: string
  readonly file: string

  constructor(templateName: string, { file }: { file: string }) {
    super(
      `There is a template ${JSON.stringify(templateName)} already, in ${JSON.stringify(file)}.`,
    )
    this.templateName = templateName
    this.file = file
  }
}

export interface TemplateProblem {
  /** The path of the field, such as `loras.0.name`; empty for the whole. */
  readonly path: string
  readonly message: string
}

/** The value to be saved is not a template. */
export class InvalidTemplateError extends PromptTemplatesError {
  override readonly name = 'InvalidTemplateError'
  readonly problems: readonly TemplateProblem[]

  constructor(problems: readonly TemplateProblem[]) {
    super(`This is not a template: ${describeProblems(problems)}.`)
    this.problems = problems
  }
}

/** The template's file exists but is invalid. */
export class BrokenTemplateError extends PromptTemplatesError {
  override readonly name = 'BrokenTemplateError'
  readonly file: string
  /** The problem in one sentence. */
  readonly problem: string

  constructor({ file, problem }: { file: string; problem: string }) {
    super(problem)
    this.file = file
    this.problem = problem
  }
}

export function describeProblems(problems: readonly TemplateProblem[]): string {
  const told = problems
    .slice(0, 3)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  const rest = problems.length - told.length
  return [...told, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ')
}
