/** The place of a file on the server. Pass it to `view` unchanged: `subfolder` keeps the server's own separator. */
export interface FileReference {
  readonly filename: string
  readonly subfolder: string
  /** `output`, `input` or `temp`. */
  readonly type: string
}

/** A file made by a node. Its name or Content-Type gives the media type: videos come under `images` too. */
export interface OutputFile extends FileReference {
  readonly nodeId: string
  /** The key in the node's output: `images`, `audio`, `gifs`, `3d` … */
  readonly kind: string
}

/** A node's output for display, files and other elements by kind. */
export type NodeOutput = Readonly<Record<string, readonly unknown[]>>

/** The outputs for display by node id. */
export type NodeOutputs = Readonly<Record<string, NodeOutput>>
