import type { Picture } from '../painting/picture.ts'
import type { Painter } from '../painting/subject.ts'
import type { Encodable } from '../python/value.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeValue } from './values.ts'

/** The place of a saved image, as `outputs` and `executed` name it. */
export interface SavedImage {
  readonly filename: string
  readonly subfolder: string
  readonly type: 'output' | 'temp'
}

/** The services that a running node can use. */
export interface NodeContext {
  readonly paint: Painter
  /** Ends one sampler step: waits for the pace, lets an interrupt through, reports progress and preview. */
  readonly step: (step: { value: number; max: number; picture: Picture }) => Promise<void>
  readonly saveImages: (
    pictures: readonly Picture[],
    place: { type: 'output' | 'temp'; prefix: string },
  ) => Promise<readonly SavedImage[]>
  /** Sends a picture whole over the socket, as a PNG, and reports it as `value` of `max`. */
  readonly sendImage: (image: { value: number; max: number; picture: Picture }) => Promise<void>
  /** Loads an image by the name that LoadImage uses. */
  readonly loadImage: (name: string) => Promise<{ image: Picture; mask: Picture }>
  /** Raises if the file of this model is broken. */
  readonly openModel: (name: string) => void
}

export interface NodeResult {
  readonly outputs?: readonly NodeValue[]
  /** The value for the history's `outputs`. */
  readonly ui?: { readonly [kind: string]: Encodable }
}

export type NodeRun = (inputs: NodeInputs, context: NodeContext) => NodeResult | Promise<NodeResult>

/** The node classes that one file contributes to the registry. */
export type NodeSet = Readonly<Record<string, NodeRun>>
