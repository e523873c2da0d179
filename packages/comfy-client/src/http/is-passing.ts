import { ComfyConnectionError, ComfyResponseError, ComfyTimeoutError } from '../errors.ts'

/** The statuses of a busy proxy, and 200 with anything but ComfyUI's JSON. */
const passing: ReadonlySet<number> = new Set([200, 408, 425, 429])

/** Whether a retry may help, because the server or its proxy is briefly unavailable. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ComfyConnectionError ||
  error instanceof ComfyTimeoutError ||
  (error instanceof ComfyResponseError && (error.status >= 500 || passing.has(error.status)))
