/** The base of every error this package throws on purpose. */
export class WorkflowError extends Error {
  override readonly name: string = 'WorkflowError'
}

/** A value for a node or a recipe cannot go into a graph. `field` names the parameter. */
export class InvalidParameterError extends WorkflowError {
  override readonly name = 'InvalidParameterError'
  readonly field: string

  constructor(field: string, message: string) {
    super(`${field}: ${message}`)
    this.field = field
  }
}

/**
 * The value is not an API-format graph that can be run. `reason` distinguishes a UI workflow, a common mistake, from the
 * rest.
 */
export class GraphFormatError extends WorkflowError {
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
export class ObjectInfoError extends WorkflowError {
  override readonly name = 'ObjectInfoError'
}
