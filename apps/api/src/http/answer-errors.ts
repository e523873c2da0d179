import type { Door } from '@darkroom/door-ports'
import type { ErrorHandler } from 'hono'
import type { Logger } from 'pino'
import { doorOf } from '../doors/door-middleware.ts'
import { problemToDoorError } from '../doors/to-door-error.ts'
import { problemTable } from '../problem-table.ts'
import type { AppEnv } from './env.ts'
import { toProblem } from './to-problem.ts'
import { clientGone, hasGone } from './went-away.ts'

/** Refused for who asks, which the one who set this up must find out about. */
const isRefusal = (status: number): boolean => status === 401 || status === 403 || status === 421

/** Answers whatever is thrown with its problem, in the words of the door that the path belongs to, and logs what somebody has to look at. */
export function answerErrors({
  log,
  doors,
}: {
  readonly log: Logger
  readonly doors: readonly Door[]
}): ErrorHandler<AppEnv> {
  return (error, c) => {
    const problem = hasGone(c) ? clientGone(error) : toProblem(error, problemTable)
    const traceId = c.get('traceId') ?? ''
    if (problem.status === 503 || problem.status === 507) {
      // These errors need no fix here: a server or a disk is away, a queue is full, a probe comes before we are ready.
      log.warn({ trace_id: traceId, code: problem.code }, problem.message)
    } else if (problem.status >= 500) {
      log.error({ trace_id: traceId, err: problem.cause ?? error }, problem.message)
    } else if (isRefusal(problem.status)) {
      log.warn({ trace_id: traceId, code: problem.code, ...problem.logged }, problem.message)
    }
    const door = doorOf(doors, c.req.path)
    const answer = door?.refuse(problemToDoorError(problem)) ?? problem.toResponse(traceId)
    // What is left of the body is not read, so the connection cannot be used again.
    if (c.env?.incoming?.complete === false) answer.headers.set('connection', 'close')
    return answer
  }
}
