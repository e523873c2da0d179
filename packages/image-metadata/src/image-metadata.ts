import type { Json } from './json.ts'

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

export interface ImageLora {
  readonly name: string
  readonly strengthModel: number
  readonly strengthClip: number
}

/** What made a picture. A text that is unknown is `''`, a number that is unknown is `null`. */
export interface GenerationMetadata {
  readonly source: ImageSource
  readonly prompt: string
  readonly negativePrompt: string
  /** As the tool names it, folders included. */
  readonly model: string
  /** Null when unknown or above 2^53 − 1; `seedText` has every digit. */
  readonly seed: number | null
  readonly seedText: string
  readonly steps: number | null
  readonly cfg: number | null
  /** Distilled guidance (Flux and its kin), which is not `cfg`. */
  readonly guidance: number | null
  readonly sampler: string
  readonly scheduler: string
  readonly denoise: number | null
  readonly loras: readonly ImageLora[]
  /** The size that the sampler worked at, before any upscaling. */
  readonly generatedWidth: number | null
  readonly generatedHeight: number | null
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
