import type { ExecutionFailure } from './execution-failure.ts'
import type { ConnectionReason } from './http/connection-reason.ts'
import type { NodeErrors, PromptError } from './node-errors.ts'

/** The base of every error that this package itself throws. Aborts pass through unchanged. */
export class ComfyError extends Error {
  override readonly name: string = 'ComfyError'
}

/**
 * The server could not be reached, or the connection broke before the answer was complete. The message is for a person;
 * `detail` and `cause` are for the log.
 */
export class ComfyConnectionError extends ComfyError {
  override readonly name = 'ComfyConnectionError'
  readonly reason: ConnectionReason
  /** The request, and the system's own words. */
  readonly detail: string
  /** Whether the request may have been sent; false only if certainly no byte of it was written. */
  readonly sent: boolean

  constructor(
    message: string,
    {
      sent,
      reason = 'broken',
      detail = '',
      cause,
    }: { sent: boolean; reason?: ConnectionReason; detail?: string; cause?: unknown },
  ) {
    super(message, { cause })
    this.sent = sent
    this.reason = reason
    this.detail = detail
  }
}

/** The server did not answer in time, or a job did not end in time. */
export class ComfyTimeoutError extends ComfyError {
  override readonly name = 'ComfyTimeoutError'
  readonly timeoutMs: number
  /** Whether the request may have been sent; false only if certainly no byte of it was written. */
  readonly sent: boolean

  constructor(
    message: string,
    { timeoutMs, sent, cause }: { timeoutMs: number; sent: boolean; cause?: unknown },
  ) {
    super(message, { cause })
    this.timeoutMs = timeoutMs
    this.sent = sent
  }
}

/** The answer is not the expected one: a bad status, a redirect, HTML of a proxy, too many bytes, invalid JSON. */
export class ComfyResponseError extends ComfyError {
  override readonly name = 'ComfyResponseError'
  readonly status: number
  readonly contentType: string
  /** The answer's text, limited to the first 64 KiB. */
  readonly body: string

  constructor(
    message: string,
    {
      status,
      contentType = '',
      body = '',
      cause,
    }: { status: number; contentType?: string; body?: string; cause?: unknown },
  ) {
    super(message, { cause })
    this.status = status
    this.contentType = contentType
    this.body = body
  }
}

/** The server refused the graph, wholly or in part. Render `nodeErrors`: `error.details` is often empty. */
export class ComfyValidationError extends ComfyError {
  override readonly name = 'ComfyValidationError'
  readonly error: PromptError
  readonly nodeErrors: NodeErrors

  constructor(
    message: string,
    { error, nodeErrors }: { error: PromptError; nodeErrors: NodeErrors },
  ) {
    super(message)
    this.error = error
    this.nodeErrors = nodeErrors
  }
}

/** A node raised an exception; the job is over. */
export class ComfyExecutionError extends ComfyError {
  override readonly name = 'ComfyExecutionError'
  readonly promptId: string
  readonly nodeId: string
  readonly nodeClass: string
  readonly exceptionType: string
  readonly exceptionMessage: string
  readonly traceback: readonly string[]
  readonly isOutOfMemory: boolean

  constructor(failure: ExecutionFailure) {
    super(
      `${failure.nodeClass} (node ${failure.nodeId}) failed: ${failure.exceptionType}: ${failure.exceptionMessage.trim()}`,
    )
    this.promptId = failure.promptId
    this.nodeId = failure.nodeId
    this.nodeClass = failure.nodeClass
    this.exceptionType = failure.exceptionType
    this.exceptionMessage = failure.exceptionMessage
    this.traceback = failure.traceback
    this.isOutOfMemory = failure.isOutOfMemory
  }
}

/** Someone interrupted the job on the server. */
export class ComfyInterruptedError extends ComfyError {
  override readonly name = 'ComfyInterruptedError'
  readonly promptId: string
  readonly nodeId: string
  readonly nodeClass: string

  constructor({
    promptId,
    nodeId,
    nodeClass,
  }: { promptId: string; nodeId: string; nodeClass: string }) {
    super(`Prompt ${promptId} was interrupted at ${nodeClass || 'node'} (node ${nodeId})`)
    this.promptId = promptId
    this.nodeId = nodeId
    this.nodeClass = nodeClass
  }
}

/** The server no longer knows an accepted job: it was deleted, or the server was restarted. */
export class ComfyLostError extends ComfyError {
  override readonly name = 'ComfyLostError'
  readonly promptId: string

  constructor({ promptId }: { promptId: string }) {
    super(`Prompt ${promptId} is neither queued nor in the history: deleted, or lost by a restart`)
    this.promptId = promptId
  }
}
