/** Why a node, and with it the job, failed. */
export interface ExecutionFailure {
  readonly promptId: string
  readonly nodeId: string
  readonly nodeClass: string
  /** Python's qualified name, such as `ValueError` or `torch.OutOfMemoryError`. */
  readonly exceptionType: string
  readonly exceptionMessage: string
  readonly traceback: readonly string[]
  /** Ids of the nodes that had run before. */
  readonly executed: readonly string[]
  readonly isOutOfMemory: boolean
}
