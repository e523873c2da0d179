import type { DoorError } from '@darkroom/door-ports'
import { errorDetails } from './error-details.ts'

/** Seconds to wait where nobody knows better: clients wait only where they are told for how long. */
const againSeconds = 5

interface Told {
  readonly status: number
  readonly code: string
}

/** What the specification calls these, and clients wait for: a 503 they would take for a fault. */
const renamed: ReadonlyMap<string, Told> = new Map([
  ['queue_full', { status: 429, code: 'queue_full' }],
  ['quota_exceeded', { status: 429, code: 'queue_full' }],
  ['too_many_streams', { status: 429, code: 'too_many_streams' }],
  ['idempotency_key_reused', { status: 422, code: 'idempotency_key_reuse' }],
])

/** What is wrong with a request is a 422 in this dialect, and a fault of ours has one code whatever it was. */
function toTold({ status, code }: DoorError): Told {
  const known = renamed.get(code)
  if (known !== undefined) return known
  switch (status) {
    case 400:
      return { status: 422, code: code === 'invalid_input' ? 'invalid_request' : code }
    case 401:
      return { status, code: 'unauthorized' }
    case 403:
      return { status, code: 'forbidden' }
    case 500:
      return { status, code: 'upstream_error' }
  }
  return { status, code }
}

/** `{"error": {"code", "message", "details"}}`, with how long to wait where waiting helps. */
export function toAnswer(error: DoorError): Response {
  const { status, code } = toTold(error)
  const wait = error.retryAfter ?? (status === 429 ? againSeconds : undefined)
  const body = { error: { code, message: error.message, details: errorDetails(error) } }
  return Response.json(body, {
    status,
    headers: {
      ...error.headers,
      ...(wait === undefined ? {} : { 'retry-after': String(Math.ceil(wait)) }),
    },
  })
}
