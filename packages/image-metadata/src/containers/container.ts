import type { ImageFormat } from '../image-metadata.ts'
import { TextMap } from './text-map.ts'

/** The data of a file's container, with its texts not yet interpreted. */
export interface Container {
  readonly format: ImageFormat
  readonly width: number | null
  readonly height: number | null
  readonly animated: boolean
  /** The length of a video or an animation, where it is written down or cheap to add up. */
  readonly durationSeconds: number | null
  readonly complete: boolean
  /** Texts by PNG keyword or EXIF name; the first of a name wins. `workflow` is `''` unless `raw`. */
  readonly texts: TextMap
}

export interface ContainerOptions {
  /** Whether to read texts that are only shown: workflows, and unknown texts of any length. */
  readonly raw: boolean
}

/** The result for bytes of an unknown format. */
export const unknownContainer: Container = {
  format: 'unknown',
  width: null,
  height: null,
  animated: false,
  durationSeconds: null,
  complete: false,
  texts: new TextMap(),
}
