import type { SavedFile, SavePlace } from '../files/output-files.ts'
import type { Picture } from '../painting/picture.ts'
import type { Subject } from '../painting/subject.ts'
import type { Encodable } from '../python/value.ts'
import type { NodeClass } from './catalog.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeValue } from './values.ts'

/** What LoadImage finds in a file. */
export interface LoadedImage {
  readonly pictures: readonly Picture[]
  /** Four channels for each picture, one byte each. */
  readonly channels: Readonly<Record<'red' | 'green' | 'blue' | 'alpha', readonly Picture[]>>
  readonly hasAlpha: boolean
}

/** The texts that a saved file carries: `prompt`, and each key of `extra_pnginfo`. */
export type Texts = readonly (readonly [string, string])[]

/** The services that a running node can use. */
export interface NodeContext {
  readonly nodeClass: NodeClass
  readonly texts: Texts
  readonly paint: (subject: Subject) => Picture
  /** Ends one sampler step: waits for the pace, lets an interrupt through, reports progress and preview. */
  readonly step: (step: { value: number; max: number; picture: Picture }) => Promise<void>
  /** Reports that a node has come so far, outside of samplers. */
  readonly progress: (at: { value: number; max: number }) => void
  /** Writes the files under the next numbers; a file in `temp` gets a random part in its name. */
  readonly save: (files: readonly Buffer[], place: SavePlace) => readonly SavedFile[]
  /** Sends a picture whole over the socket, as a PNG, and reports it as `value` of `max`. */
  readonly sendImage: (image: { value: number; max: number; picture: Picture }) => Promise<void>
  /** Loads an image by the name that LoadImage uses. */
  readonly loadImage: (name: string) => Promise<LoadedImage>
  /** The bytes of a file by the name that LoadImage uses; raises when it is not there. */
  readonly readFile: (name: string) => Buffer
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
