import type { DoorError } from '@darkroom/door-ports'
import { requestId } from '../request-id.ts'
import { errorBody } from './error-body.ts'

/** Seconds to wait where nobody said how long. */
const usualWait = 5

/**
 * A refusal with the headers that the SDKs obey. They would ask again after every 409, 429 and 5xx, also where that cannot
 * help and only makes the next picture fail as well.
 */
export function toRefusal(error: DoorError): Response {
  const { status, isRetryable, retryAfter, headers } = error
  const wait = retryAfter ?? (status === 429 ? usualWait : undefined)
  return Response.json(errorBody(error), {
    status: status >= 400 && status <= 599 ? status : 500,
    headers: {
      'x-should-retry': String(isRetryable),
      'x-request-id': requestId(),
      ...(wait !== undefined && { 'retry-after': String(Math.max(1, Math.ceil(wait))) }),
      ...headers,
    },
  })
}
