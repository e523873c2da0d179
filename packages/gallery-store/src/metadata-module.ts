import type { FoundRecipe } from '@darkroom/recipe'

/** What this package needs of a module that understands images; structurally the interface of `image-metadata`. */
export interface MetadataModule {
  readImageMetadata(
    file: {
      readonly name: string
      readonly source: ByteSource
      readonly sidecars?: readonly Sidecar[]
    },
    options?: { readonly raw?: boolean },
  ): ImageDescription
  /** Names of the files beside an image that may describe it, best first. */
  sidecarNames(imageName: string): readonly string[]
}

/** Synchronous access to the bytes of one file. */
export interface ByteSource {
  readonly size: number
  /** May return fewer bytes at the end of the file. The bytes are valid until the file is done with. */
  read(offset: number, length: number): Uint8Array
}

export interface Sidecar {
  readonly name: string
  readonly text: string
}

/** What a picture says of itself. Unknown text is `''`, an unknown number `null`, an unknown word of the recipe absent. */
export interface ImageFacts {
  readonly format: string
  /** Pixels of the file. */
  readonly width: number | null
  readonly height: number | null
  readonly animated: boolean
  readonly source: string
  /** How it was made. */
  readonly recipe: FoundRecipe
  /** The seed's decimal digits, also of one above 2^53 − 1, which the recipe cannot hold. */
  readonly seedText: string
  readonly favourite: boolean
  readonly tags: readonly string[]
  readonly batchId: string
  readonly sequenceId: string
  readonly frameNumber: number | null
}

/** What a parser says of one image. Further properties are kept for `metadata()` and ignored by the index. */
export interface ImageDescription extends ImageFacts {
  /** False while the file is still being written. */
  readonly complete: boolean
  readonly createdAt: string
  readonly extra?: Readonly<Record<string, unknown>>
  readonly raw?: Readonly<Record<string, unknown>>
}

/** Of an image that nothing is known of. */
export const unknownImage: ImageDescription = {
  format: 'unknown',
  width: null,
  height: null,
  animated: false,
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
