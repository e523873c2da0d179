import type { ZodError } from 'zod'
import { ProblemError } from './problem.ts'

type Issue = ZodError['issues'][number]

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join('.')

const toErrors = (issue: Issue): { path: string; message: string }[] => {
  if (issue.code !== 'unrecognized_keys') {
    return [{ path: dotted(issue.path), message: issue.message }]
  }
  return issue.keys.map((key) => ({
    path: dotted([...issue.path, key]),
    message: 'Unknown field',
  }))
}

const where = {
  json: 'body',
  query: 'query',
  param: 'path',
  header: 'header',
  form: 'body',
} as const
type Target = keyof typeof where
const isTarget = (target: string): target is Target => target in where

/** A 400 that names each wrong field. */
export function validationProblem(target: string, error: ZodError): ProblemError {
  const errors = error.issues.flatMap(toErrors)
  const [first] = errors
  const place = isTarget(target) ? where[target] : target
  const detail = first?.path
    ? `The ${place} is not valid: ${first.path}: ${first.message}.`
    : `The ${place} is not valid: ${first?.message ?? 'unreadable'}.`
  return new ProblemError(400, 'invalid_input', detail, {
    errors,
    cause: error,
  })
}
