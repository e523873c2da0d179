/** The texts of a file that are, or should be, graphs as JSON. */
export interface WorkflowTexts {
  /** A graph of the editor, or one in the API format where a JSON file holds that. */
  readonly workflow?: string
  /** The graph in the API format that ComfyUI wrote into a file beside the editor's. */
  readonly prompt?: string
}

interface Facts {
  /** The name of the file without its extensions; unique in the folder, whatever the case. */
  readonly name: string
  /** The name of the file in the folder. */
  readonly file: string
  /** Other files that have the same name, and are not used for it: older ones, or such that cannot be read. */
  readonly others: readonly string[]
  readonly sizeBytes: number
  readonly modifiedAt: Date
  /**
   * Stays the same for as long as file and edits do: for caches, and for ETags. A file that is replaced within the clock's
   * granularity by one of the same size is told apart by its inode or by its time of change.
   */
  readonly version: string
}

/** A file of the folder, read. */
export interface WorkflowFile extends Facts {
  readonly kind: 'workflow'
  readonly texts: WorkflowTexts
  /** What is kept about the workflow beside it, in `NAME.inputs.json`: parsed JSON, unchecked. */
  readonly edits?: unknown
  /** Why the edits cannot be used; a sentence about their file. */
  readonly editsProblem?: string
}

/** A file of the folder; `problem` is a sentence that says why a `broken` one is of no use. */
export type FoundWorkflow =
  | WorkflowFile
  | (Facts & { readonly kind: 'broken'; readonly problem: string })
