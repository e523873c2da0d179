import { DoorError, type WrongPart } from '@darkroom/door-ports'
import { type GraphObstacle, NotRunnableError } from '@darkroom/generation'
import { DuplicateIdError } from '@darkroom/job-queue'
import type { Logger } from 'pino'
import type { ProblemError } from '../http/problem.ts'
import { toProblem } from '../http/to-problem.ts'
import { problemTable } from '../problem-table.ts'

const toPart = (obstacle: GraphObstacle): WrongPart => {
  const { nodeId, nodeClass, input, code, message, nearest } = obstacle
  return {
    path: input === undefined ? nodeId : `${nodeId}.${input}`,
    message,
    code,
    ...(nearest !== undefined && { nearest }),
    ...(nodeClass !== undefined && { nodeClass }),
  }
}

/** The nodes of a graph of one's own that no server can run; a problem names fields of the REST API. */
const nodesIn = (error: unknown): readonly WrongPart[] | undefined =>
  error instanceof NotRunnableError ? error.obstacles.map(toPart) : undefined

const secondsOf = ({ headers }: ProblemError): number | undefined => {
  const text = headers['retry-after']
  return text === undefined ? undefined : Number(text)
}

/** What a problem of the REST API is to doors. */
export function problemToDoorError(problem: ProblemError): DoorError {
  const { status, code, message, hint, errors } = problem
  // Doors write that of `retryAfter`, each under the name that it likes.
  const { 'retry-after': _, ...headers } = problem.headers
  return new DoorError(status, code, message, {
    hint,
    headers,
    retryAfter: secondsOf(problem),
    parts: nodesIn(problem.cause) ?? errors,
    cause: problem.cause ?? problem,
  })
}

/** Turns whatever was thrown into what a door can tell, as the REST API would. */
export function toDoorError(error: unknown): DoorError {
  if (error instanceof DoorError) return error
  if (error instanceof DuplicateIdError) {
    return new DoorError(409, 'conflict', 'There is a job of this id already.', { cause: error })
  }
  const thrown =
    error instanceof Error ? error : new Error('Something was thrown', { cause: error })
  return problemToDoorError(toProblem(thrown, problemTable))
}

/**
 * The same, and what is our fault is logged: once, however often it is turned, and not what became of a job, which its own
 * record tells.
 */
export function loggedDoorErrors(log: Pick<Logger, 'error'>): (error: unknown) => DoorError {
  const logged = new WeakSet<DoorError>()
  return (error) => {
    const told = toDoorError(error)
    const isOurs = told.status >= 500 && told.status !== 503 && told.status !== 507
    if (isOurs && told.cause !== undefined && !logged.has(told)) {
      log.error({ err: told.cause }, told.message)
      logged.add(told)
    }
    return told
  }
}
