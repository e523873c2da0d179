import type { Json } from '@darkroom/foundation'
import type { FoundRecipe } from '@darkroom/recipe'

export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'unknown'

/** The tool that wrote the metadata. `sidecar`: a text or JSON file beside the image that names no tool. */
export type ImageSource =
  | 'darkroom'
  | 'comfyui'
  | 'a1111'
  | 'forge'
  | 'sdnext'
  | 'invokeai'
  | 'swarmui'
  | 'novelai'
  | 'fooocus'
  | 'ruinedfooocus'
  | 'easydiffusion'
  | 'tensorart'
  | 'stabilitymatrix'
  | 'civitai'
  | 'drawthings'
  | 'hfspace'
  | 'sidecar'
  | 'unknown'

/** What made a picture. A fact that is unknown is `''` or `null`; an unknown word of the recipe is absent. */
export interface GenerationMetadata {
  readonly source: ImageSource
  /** As the tool says it: a model with its folders, the size that the sampler worked at, before any upscaling. */
  readonly recipe: FoundRecipe
  /** Every digit of a seed, also of one above 2^53 − 1, which the recipe cannot hold. */
  readonly seedText: string
  /** ISO 8601 as far as the source knew it (it may lack an offset), or `''`. */
  readonly createdAt: string
  readonly favourite: boolean
  readonly tags: readonly string[]
  readonly batchId: string
  readonly sequenceId: string
  readonly frameNumber: number | null
  /** Whatever else the source says, under the source's own names. */
  readonly extra: Readonly<Record<string, Json>>
}

/** What is known of an image file. */
export interface ImageMetadata extends GenerationMetadata {
  readonly format: ImageFormat
  /** Of the pixels, from the container's own header. */
  readonly width: number | null
  readonly height: number | null
  readonly animated: boolean
  /** The container's end is there: nobody is still writing it. */
  readonly complete: boolean
  /** Only when asked for: each embedded text and sidecar under its own name, parsed where it is JSON. */
  readonly raw?: Readonly<Record<string, Json>>
}
