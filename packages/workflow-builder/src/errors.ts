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
