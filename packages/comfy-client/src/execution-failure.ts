/** The failure of a node, and with it of the job. */
export interface ExecutionFailure {
  readonly promptId: string
  readonly nodeId: string
  readonly nodeClass: string
  /** Python's qualified name, such as `ValueError` or `torch.OutOfMemoryError`. */
  readonly exceptionType: string
  readonly exceptionMessage: string
  readonly traceback: readonly string[]
  /** The ids of the nodes that had run before. */
  readonly executed: readonly string[]
  /** The texts among the node's inputs, such as the names of files. */
  readonly inputs: Readonly<Record<string, string>>
  readonly isOutOfMemory: boolean
}
