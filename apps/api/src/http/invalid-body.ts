import { ProblemError } from './problem.ts'

/** What is wrong with a field; the message is to be read after the path. */
export interface FieldProblem {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** A 400 of a body that its schema lets pass: what is wrong is only known from other things. */
export function invalidBody(...problems: readonly [FieldProblem, ...FieldProblem[]]): ProblemError {
  const errors = problems.map(({ path, message }) => ({
    path: path.map(String).join('.'),
    message,
  }))
  const [first] = errors
  const detail = `The body is not valid: ${first?.path} ${first?.message}`
  return new ProblemError(400, 'invalid_input', detail, { errors })
}
