/** The base of every error this package throws on purpose. */
export class ComfyGraphError extends Error {
  override readonly name: string = 'ComfyGraphError'
}

/**
 * The value is not an API-format graph that can be run. `reason` distinguishes a UI workflow, a common mistake, from the
 * rest.
 */
export class GraphFormatError extends ComfyGraphError {
  override readonly name = 'GraphFormatError'
  readonly reason: 'ui-workflow' | 'not-a-graph' | 'not-json' | 'too-large'

  constructor(
    message: string,
    { reason, cause }: { reason: GraphFormatError['reason']; cause?: unknown },
  ) {
    super(message, { cause })
    this.reason = reason
  }
}

/** The answer is not a list of node classes. */
export class ObjectInfoError extends ComfyGraphError {
  override readonly name = 'ObjectInfoError'
}
