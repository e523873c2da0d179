import { issueMessage } from '@darkroom/recipe'
import type { ZodError } from 'zod'
import { ProblemError } from './problem.ts'

type Issue = ZodError['issues'][number]

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join('.')

/** The fields of an issue: each unknown key is a field, although its object reports it. */
const fieldsOf = (issue: Issue): readonly string[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => dotted([...issue.path, key]))
    : [dotted(issue.path)]

/** One message for each wrong field: the first failed check explains the others. */
function toErrors(issues: readonly Issue[]): { path: string; message: string }[] {
  const messages = new Map<string, string>()
  for (const issue of issues) {
    for (const field of fieldsOf(issue)) {
      if (!messages.has(field)) messages.set(field, issueMessage(issue))
    }
  }
  return [...messages].map(([path, message]) => ({ path, message }))
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
  const errors = toErrors(error.issues)
  const [first] = errors
  const place = isTarget(target) ? where[target] : target
  const problem = first === undefined ? 'is not valid' : first.message
  const detail = first?.path
    ? `The ${place} is not valid: ${first.path} ${problem}.`
    : `The ${place} ${problem}.`
  return new ProblemError(400, 'invalid_input', detail, {
    errors,
    cause: error,
  })
}
