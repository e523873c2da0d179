import { ComfyConnectionError, ComfyResponseError, ComfyTimeoutError } from '../errors.ts'

/** A busy proxy's statuses, and 200 with something else than ComfyUI's JSON. */
const passing: ReadonlySet<number> = new Set([200, 408, 425, 429])

/** Whether asking again may help: the server, or what stands before it, is away for a moment. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ComfyConnectionError ||
  error instanceof ComfyTimeoutError ||
  (error instanceof ComfyResponseError && (error.status >= 500 || passing.has(error.status)))
