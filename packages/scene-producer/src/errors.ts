/** The base of every error this package throws on purpose. */
export class SceneProducerError extends Error {
  override readonly name: string = 'SceneProducerError'
}

/** The configuration value names no producer. */
export class SceneProducerSpecError extends SceneProducerError {
  override readonly name = 'SceneProducerSpecError'
}

/** The request is outside what a producer takes. `field` names the part. */
export class InvalidSceneRequestError extends SceneProducerError {
  override readonly name = 'InvalidSceneRequestError'
  readonly field: string

  constructor(field: string, message: string) {
    super(`${field}: ${message}`)
    this.field = field
  }
}

/** The producer could not be reached, refused to work, failed or took too long: worth trying again later. */
export class SceneProducerUnavailableError extends SceneProducerError {
  override readonly name = 'SceneProducerUnavailableError'
  /** What the HTTP server answered, if it did. */
  readonly status: number | undefined
  /** When the HTTP server wants to be asked again, if it said so. */
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

/** The producer answered with something that is no sequence of scenes. */
export class SceneProducerInvalidAnswerError extends SceneProducerError {
  override readonly name = 'SceneProducerInvalidAnswerError'
}
