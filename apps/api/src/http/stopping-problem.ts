import { ProblemError, retryAfter } from './problem.ts'

/** The problem of work that cannot be finished, or begun, because the server stops. */
export const stoppingProblem = (cause?: unknown): ProblemError =>
  new ProblemError(503, 'stopping', 'The server is stopping.', {
    headers: { ...retryAfter(2), connection: 'close' },
    cause,
  })
