import type { DoorError } from '@darkroom/door-ports'
import { errorText } from './to-error-result.ts'

/** Of errors that servers define themselves: JSON-RPC 2.0, section 5.1. */
const serverError = -32_000

/** A refusal before any message was read, so that it has no id. */
export const refusal = (error: DoorError): Response =>
  Response.json(
    {
      jsonrpc: '2.0',
      error: { code: serverError, message: errorText(error), data: { code: error.code } },
      id: null,
    },
    {
      status: error.status,
      headers: {
        ...error.headers,
        ...(error.retryAfter !== undefined && { 'retry-after': String(error.retryAfter) }),
      },
    },
  )
