/** Where a file lies on the server. Hand it back to `view` unchanged: `subfolder` keeps the server's own separator. */
export interface FileReference {
  readonly filename: string
  readonly subfolder: string
  /** `output`, `input` or `temp`. */
  readonly type: string
}

/** A file that a node made. Judge its media type by name or Content-Type: videos come under `images` too. */
export interface OutputFile extends FileReference {
  readonly nodeId: string
  /** The key under which the node listed it: `images`, `audio`, `gifs`, `3d` … */
  readonly kind: string
}

/** What one node returned for display: kind → elements, files and others. */
export type NodeOutput = Readonly<Record<string, readonly unknown[]>>

/** node id → what it returned for display. */
export type NodeOutputs = Readonly<Record<string, NodeOutput>>
