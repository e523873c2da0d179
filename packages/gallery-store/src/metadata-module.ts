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

export interface LoraUse {
  readonly name: string
  readonly strengthModel: number
  readonly strengthClip: number
}

/** What a parser says of one image. Further properties are kept for `metadata()` and ignored by the index. */
export interface ImageDescription {
  readonly format: string
  readonly width: number | null
  readonly height: number | null
  readonly animated: boolean
  /** False while the file is still being written. */
  readonly complete: boolean
  readonly source: string
  readonly prompt: string
  readonly negativePrompt: string
  readonly model: string
  readonly seed: number | null
  readonly seedText: string
  readonly steps: number | null
  readonly cfg: number | null
  readonly guidance: number | null
  readonly sampler: string
  readonly scheduler: string
  readonly denoise: number | null
  readonly loras: readonly LoraUse[]
  readonly generatedWidth: number | null
  readonly generatedHeight: number | null
  readonly createdAt: string
  readonly favourite: boolean
  readonly tags: readonly string[]
  readonly batchId: string
  readonly sequenceId: string
  readonly frameNumber: number | null
  readonly extra?: Readonly<Record<string, unknown>>
  readonly raw?: Readonly<Record<string, unknown>>
}
