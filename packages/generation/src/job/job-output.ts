import type { OutputKind } from './output-kind.ts'

/** A committed picture. */
export interface JobImage {
  /** Path below the gallery's root, with `/`. */
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly width?: number
  readonly height?: number
}

/** What a node made and where the server had it; a text that a node showed has no file there. */
export interface OutputOrigin {
  /** Id of the node in the graph that ran; `''` where it is not known. */
  readonly node: string
  readonly filename: string
  readonly subfolder: string
  /** `output` for what is saved, `temp` for what is only shown. */
  readonly type: string
}

/** A committed file of a job. */
export interface JobOutput extends JobImage, OutputOrigin {
  readonly kind: OutputKind
  readonly mediaType: string
  /** Whether it is a picture or video as the gallery lists them. */
  readonly inGallery: boolean
  /** The beginning of a text. */
  readonly text?: string
}
