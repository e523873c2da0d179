/** A node in ComfyUI's API format. An input is a literal or a link `[nodeId, outputIndex]`. */
export interface PromptNode {
  readonly class_type: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly _meta?: { readonly title?: string }
}

/** A graph in ComfyUI's API format, nodes by id. Seeds above 2^53 − 1 are `bigint`. */
export type PromptGraph = Readonly<Record<string, PromptNode>>
