import type { DoorError } from '@darkroom/door-ports'
import { json } from './json.ts'

/** The body of ComfyUI's refusals. */
export interface ErrorBody {
  readonly type: string
  readonly message: string
  readonly details: string
  readonly extra_info: Readonly<Record<string, unknown>>
}

export const errorBody = (
  type: string,
  message: string,
  { details = '', extra = {} }: { details?: string; extra?: ErrorBody['extra_info'] } = {},
): ErrorBody => ({ type, message, details, extra_info: extra })

/** A refusal as `POST /prompt` tells it; all routes do, so that a client which looks for `error` finds it. */
export const refusal = (error: DoorError): Response =>
  json(
    {
      error: errorBody(error.code, error.message, { details: error.hint ?? '' }),
      node_errors: {},
    },
    { status: error.status, headers: headersOf(error) },
  )

const headersOf = ({ headers, retryAfter }: DoorError): Record<string, string> => ({
  ...headers,
  ...(retryAfter !== undefined && { 'retry-after': String(Math.ceil(retryAfter)) }),
})
