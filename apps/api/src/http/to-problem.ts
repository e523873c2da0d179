import { isDiskFull } from '@darkroom/foundation'
import { HTTPException } from 'hono/http-exception'
import { ProblemError, retryAfter } from './problem.ts'
import { type ProblemFacts, type ProblemRow, problemFrom, problemOf } from './problem-table.ts'

/** Problems of Hono's errors. */
export const httpProblems: readonly ProblemRow[] = [
  problemOf(HTTPException, ({ status }) => {
    if (status === 413) return { status, code: 'too_large', detail: 'The body is too large.' }
    if (status === 415) {
      return { status, code: 'wrong_media_type', detail: 'The body must be application/json.' }
    }
    if (status === 400) {
      return { status, code: 'invalid_json', detail: 'The body is not valid JSON.' }
    }
    return { status: 500, code: 'internal', detail: 'Something went wrong on our side.' }
  }),
]

export const diskFull: ProblemFacts = {
  status: 507,
  code: 'disk_full',
  detail: 'The disk is full.',
  hint: 'Free some space; nothing that was accepted is lost.',
  headers: retryAfter(60),
}

const isCausedByFullDisk = (error: unknown): boolean =>
  error instanceof Error && (isDiskFull(error) || isCausedByFullDisk(error.cause))

/** The problem of errors in no row: a fault of ours, with details in the log. */
const unexpected: ProblemFacts = {
  status: 500,
  code: 'internal',
  detail: 'Something went wrong on our side.',
  hint: 'The log has more under this trace id.',
}

/** Turns any error into an answer that a person can act on, by the first matching row of the table. */
export function toProblem(error: Error, table: readonly ProblemRow[]): ProblemError {
  if (error instanceof ProblemError) return error
  for (const row of table) {
    const problem = row.toProblem(error)
    if (problem !== undefined) return problem
  }
  return problemFrom(error, isCausedByFullDisk(error) ? diskFull : unexpected)
}
