import {
  ComfyConnectionError,
  type ComfyError,
  ComfyResponseError,
  ComfyTimeoutError,
} from './errors.ts'
import type { ConnectionReason } from './http/connection-reason.ts'

/** What is wrong between us and the server; each needs other advice. */
export type ComfyTrouble =
  | ConnectionReason
  /** It takes connections and says nothing in time. */
  | 'silent'
  /** It, or something in front of it, asks for a login: 401, 403 or 407. */
  | 'login'
  | 'redirect'
  /** A proxy does not reach it: 502, 503 or 504. */
  | 'gateway'
  | 'failing'
  /** What answers is not ComfyUI. */
  | 'not-comfyui'

/** What an error says of the server; `undefined` when it is about the request, or about a job. */
export function troubleOf(error: ComfyError): ComfyTrouble | undefined {
  if (error instanceof ComfyConnectionError) return error.reason
  if (error instanceof ComfyTimeoutError) return 'silent'
  if (!(error instanceof ComfyResponseError)) return undefined
  const { status } = error
  if (status === 401 || status === 403 || status === 407) return 'login'
  if (status === 502 || status === 503 || status === 504) return 'gateway'
  if (status >= 500) return 'failing'
  return status >= 300 && status < 400 ? 'redirect' : 'not-comfyui'
}
