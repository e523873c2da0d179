import { randomUUID } from 'node:crypto'
import { RequestError } from '@hono/node-server'
import { ProblemError } from '../http/problem.ts'

const toProblem = (error: unknown): ProblemError =>
  error instanceof RequestError
    ? new ProblemError(400, 'invalid_target', 'The address of this request is not valid.', {
        hint: 'Ask for a path such as /api/health, or for an http:// address of this server.',
      })
    : new ProblemError(500, 'internal', 'Something went wrong on our side.')

/** The answer where there is no address for a route to see, as for `OPTIONS *` or `GET http://999.1.1.1/`. */
export function refusedRequest(error: unknown): Response {
  const requestId = randomUUID()
  const answer = toProblem(error).toResponse(requestId)
  answer.headers.set('x-content-type-options', 'nosniff')
  answer.headers.set('x-request-id', requestId)
  return answer
}
