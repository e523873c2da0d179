import type { Json } from '@darkroom/foundation'
import type { MediaFormat } from '@darkroom/media-container'
import type { FoundRecipe } from '@darkroom/recipe'

/** The format of a picture, a video, or whatever else has a graph in it. */
export type ImageFormat = MediaFormat

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

/** The origin of a picture. An unknown fact is `''` or `null`; an unknown word of the recipe is absent. */
export interface GenerationMetadata {
  readonly source: ImageSource
  /** The recipe in the tool's terms: a model with its folders, the sampler's size before any upscaling. */
  readonly recipe: FoundRecipe
  /** The seed with every digit, also above 2^53 − 1, which the recipe cannot hold. */
  readonly seedText: string
  /** ISO 8601 as far as known (it may lack an offset), or `''`. */
  readonly createdAt: string
  readonly favourite: boolean
  readonly tags: readonly string[]
  readonly batchId: string
  readonly sequenceId: string
  readonly frameNumber: number | null
  /** Other values of the source, under the source's own names. */
  readonly extra: Readonly<Record<string, Json>>
}

export interface ImageMetadata extends GenerationMetadata {
  readonly format: ImageFormat
  /** The media type that belongs to the format, such as `image/png` or `video/mp4`; `''` where that is unknown. */
  readonly mediaType: string
  /** The width in pixels as a person sees it: a picture that its EXIF block or its container turns is turned. */
  readonly width: number | null
  readonly height: number | null
  /** Whether there is more than one picture; true for every video. */
  readonly animated: boolean
  /** The length of a video or an animation, where the file says so. */
  readonly durationSeconds: number | null
  /** Whether the container has its end, so that nobody is still writing it. */
  readonly complete: boolean
  /** The ComfyUI graph that the picture carries, as text in the API format with every digit; only on request. */
  readonly graph?: string
  /** Each embedded text and sidecar by name, parsed if it is JSON; only present on request. */
  readonly raw?: Readonly<Record<string, Json>>
}
