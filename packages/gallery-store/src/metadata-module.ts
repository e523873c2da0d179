import type { FoundRecipe } from '@darkroom/recipe'

/** The module that parses images; structurally the interface of `image-metadata`. */
export interface MetadataModule {
  readImageMetadata(
    file: {
      readonly name: string
      readonly source: ByteSource
      readonly sidecars?: readonly Sidecar[]
    },
    options?: { readonly raw?: boolean },
  ): ImageDescription
  /** Names of files beside an image that may describe it, best first. */
  sidecarNames(imageName: string): readonly string[]
}

/** Synchronous access to the bytes of one file. */
export interface ByteSource {
  readonly size: number
  /** Reads bytes, fewer at the end of the file. They stay valid until the parser is finished with the file. */
  read(offset: number, length: number): Uint8Array
}

export interface Sidecar {
  readonly name: string
  readonly text: string
}

/** The metadata of a picture. Unknown text is `''`, an unknown number `null`, an unknown word of the recipe absent. */
export interface ImageFacts {
  readonly format: string
  /** The media type of the bytes, such as `image/png` or `video/mp4`; `''` when unknown. */
  readonly mediaType: string
  /** The width in pixels as a person sees it. */
  readonly width: number | null
  readonly height: number | null
  readonly animated: boolean
  /** The length of a video or an animation. */
  readonly durationSeconds: number | null
  readonly source: string
  readonly recipe: FoundRecipe
  /** The seed with every digit, also above 2^53 − 1, which the recipe cannot hold. */
  readonly seedText: string
  readonly favourite: boolean
  readonly tags: readonly string[]
  readonly batchId: string
  readonly sequenceId: string
  readonly frameNumber: number | null
}

/** A parser's description of one image. Further properties are kept for `metadata()` and ignored by the index. */
export interface ImageDescription extends ImageFacts {
  /** False while the file is still being written. */
  readonly complete: boolean
  readonly createdAt: string
  readonly extra?: Readonly<Record<string, unknown>>
  readonly raw?: Readonly<Record<string, unknown>>
  /** The graph that the image carries and was made by, as text. */
  readonly graph?: string
}

/** The description of an image without any metadata. */
export const unknownImage: ImageDescription = {
  format: 'unknown',
  mediaType: '',
  width: null,
  height: null,
  animated: false,
  durationSeconds: null,
  complete: false,
  source: 'unknown',
  recipe: {},
  seedText: '',
  createdAt: '',
  favourite: false,
  tags: [],
  batchId: '',
  sequenceId: '',
  frameNumber: null,
}
