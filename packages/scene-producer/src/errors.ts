/** The base of every error this package throws on purpose. */
export class SceneProducerError extends Error {
  override readonly name: string = 'SceneProducerError'
}

/** The configuration value names no producer. */
export class SceneProducerSpecError extends SceneProducerError {
  override readonly name = 'SceneProducerSpecError'
}

/** The request is invalid for every producer. `field` names the invalid part. */
export class InvalidSceneRequestError extends SceneProducerError {
  override readonly name = 'InvalidSceneRequestError'
  readonly field: string

  constructor(field: string, message: string) {
    super(`${field}: ${message}`)
    this.field = field
  }
}

/** The producer could not be reached, refused to work, failed or took too long; worth a later retry. */
export class SceneProducerUnavailableError extends SceneProducerError {
  override readonly name = 'SceneProducerUnavailableError'
  /** The HTTP server's status, if it answered. */
  readonly status: number | undefined
  /** The HTTP server's `Retry-After`, if given. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    message: string,
    {
      status,
      retryAfterSeconds,
      cause,
    }: {
      status?: number | undefined
      retryAfterSeconds?: number | undefined
      cause?: unknown
    } = {},
  ) {
    super(message, { cause })
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The producer's answer is not a sequence of scenes. */
export class SceneProducerInvalidAnswerError extends SceneProducerError {
  override readonly name = 'SceneProducerInvalidAnswerError'
}
