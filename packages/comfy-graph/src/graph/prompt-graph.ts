export type Json = string | number | boolean | null | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [key: string]: Json
}

export const isJsonObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A link to an output: `[id of its node, index of the output]`. */
export type Link = readonly [nodeId: string, outputIndex: number]

/** A node in ComfyUI's format. `inputs` is required, since a node without it stalls the server. */
export interface PromptNode {
  readonly class_type: string
  readonly inputs: Readonly<Record<string, Json>>
  readonly _meta?: { readonly title: string }
}

/** A graph in ComfyUI's API format, by node id: the `prompt` of `POST /prompt`. */
export type PromptGraph = Readonly<Record<string, PromptNode>>

/** Reads an input as a link. ComfyUI takes any bare array for one; an invalid link gives undefined. */
export function asLink(value: Json | undefined): Link | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [nodeId, outputIndex] = value
  return typeof nodeId === 'string' && Number.isSafeInteger(outputIndex)
    ? [nodeId, outputIndex]
    : undefined
}
