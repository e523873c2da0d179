import { issueMessage } from '@darkroom/recipe'
import type { ZodError } from 'zod'
import type { KnownFields } from './known-fields.ts'
import { ProblemError, type WrongField } from './problem.ts'
import { unknownField } from './unknown-field.ts'

/** Where the names of models are to be found, as a hint. */
export const modelList =
  'GET /api/models lists the models, and `filename` there is the name to send.'

type Issue = ZodError['issues'][number]

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join('.')

/** The errors of an issue: each unknown key is a field, although its object reports it. */
const errorsOf = (issue: Issue, knownAt: KnownFields): readonly WrongField[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({
        path: dotted([...issue.path, key]),
        message: unknownField(key, knownAt(issue.path)),
      }))
    : [{ path: dotted(issue.path), message: issueMessage(issue) }]

/** One message for each wrong field: the first failed check explains the others. */
function toErrors(issues: readonly Issue[], knownAt: KnownFields): WrongField[] {
  const messages = new Map<string, string>()
  for (const { path, message } of issues.flatMap((issue) => errorsOf(issue, knownAt))) {
    if (!messages.has(path)) messages.set(path, message)
  }
  return [...messages].map(([path, message]) => ({ path, message }))
}

const isModelMissing = ({ path, message }: WrongField): boolean =>
  /(^|\.)model$/.test(path) && message === 'is missing'

const where = {
  json: 'body',
  query: 'query',
  param: 'path',
  header: 'header',
  form: 'body',
} as const
type Target = keyof typeof where
const isTarget = (target: string): target is Target => target in where

/** A 400 that names each wrong field. `knownAt`: the fields that there are, to propose one for an unknown one. */
export function validationProblem(
  target: string,
  error: ZodError,
  knownAt: KnownFields = () => [],
): ProblemError {
  const errors = toErrors(error.issues, knownAt)
  const [first] = errors
  const place = isTarget(target) ? where[target] : target
  const problem = first === undefined ? 'is not valid' : first.message
  const detail = first?.path
    ? `The ${place} is not valid: ${first.path} ${problem}`
    : `The ${place} ${problem}`
  return new ProblemError(400, 'invalid_input', detail, {
    errors,
    hint: errors.some(isModelMissing) ? modelList : undefined,
    cause: error,
  })
}
