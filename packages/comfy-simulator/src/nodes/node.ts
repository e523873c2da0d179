import type { Picture } from '../painting/picture.ts'
import type { Painter } from '../painting/subject.ts'
import type { Encodable } from '../python/value.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeValue } from './values.ts'

/** Where a saved image went, as `outputs` and `executed` name it. */
export interface SavedImage {
  readonly filename: string
  readonly subfolder: string
  readonly type: 'output' | 'temp'
}

/** What the world offers a node while it runs. */
export interface NodeContext {
  readonly paint: Painter
  /** One sampler step done: waits for the pace, lets an interrupt through, reports progress and preview. */
  readonly step: (step: { value: number; max: number; picture: Picture }) => Promise<void>
  readonly saveImages: (
    pictures: readonly Picture[],
    place: { type: 'output' | 'temp'; prefix: string },
  ) => Promise<readonly SavedImage[]>
  /** An image of the input folder by the name LoadImage uses. */
  readonly loadImage: (name: string) => Promise<{ image: Picture; mask: Picture }>
  /** Raises if the file of this model is one of the broken ones. */
  readonly openModel: (name: string) => void
}

export interface NodeResult {
  readonly outputs?: readonly NodeValue[]
  /** What the node shows: the value in `outputs` of the history. */
  readonly ui?: { readonly [kind: string]: Encodable }
}

export type NodeRun = (inputs: NodeInputs, context: NodeContext) => NodeResult | Promise<NodeResult>

/** What several files of nodes contribute to the registry. */
export type NodeSet = Readonly<Record<string, NodeRun>>
