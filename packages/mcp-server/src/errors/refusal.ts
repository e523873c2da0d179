import type { DoorError } from '@darkroom/door-ports'
import { errorText } from './to-error-result.ts'

/** JSON-RPC 2.0, section 5.1: of what is no JSON, and of errors that servers define themselves. */
const parseError = -32_700
const serverError = -32_000

/** A refusal before any message was read, so that it has no id. */
export const refusal = (error: DoorError): Response =>
  Response.json(
    {
      jsonrpc: '2.0',
      error: {
        code: error.code === 'invalid_json' ? parseError : serverError,
        message: errorText(error),
        data: { code: error.code },
      },
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
