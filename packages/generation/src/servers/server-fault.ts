import {
  ComfyConnectionError,
  ComfyError,
  ComfyResponseError,
  ComfyTimeoutError,
} from '@darkroom/comfy-client'

/** Whether the error is about the server rather than the request. */
export const isServerFault = (error: ComfyError): boolean =>
  error instanceof ComfyConnectionError ||
  error instanceof ComfyTimeoutError ||
  (error instanceof ComfyResponseError && (error.status >= 500 || error.status < 400))

/** The failure of a question with a time limit of ours. */
export const toComfyError = (error: unknown, timeoutMs: number): ComfyError =>
  error instanceof ComfyError
    ? error
    : new ComfyTimeoutError(`ComfyUI did not answer within ${timeoutMs} ms`, {
        timeoutMs,
        sent: true,
        cause: error,
      })
