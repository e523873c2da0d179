import type { ImageFormat } from '../image-metadata.ts'

/** What a file's container says, before anybody asks what its texts mean. */
export interface Container {
  readonly format: ImageFormat
  readonly width: number | null
  readonly height: number | null
  readonly animated: boolean
  readonly complete: boolean
  /** By PNG keyword or EXIF name; the first of a name wins. `workflow` is `''` where nobody asked for raw texts. */
  readonly texts: ReadonlyMap<string, string>
}

export interface ContainerOptions {
  /** Also read what is only kept to be shown: workflows, unknown texts of any length. */
  readonly raw: boolean
}

/** Chunks looked at before a file is given up as built to waste our time. */
export const chunkLimit = 4096
/** The longest single text, as stored. */
export const textByteLimit: number = 32 * 1024 * 1024
/** The longest single text after inflating. */
export const inflatedByteLimit: number = 64 * 1024 * 1024

/** For bytes of no format that we know. */
export const unknownContainer: Container = {
  format: 'unknown',
  width: null,
  height: null,
  animated: false,
  complete: false,
  texts: new Map(),
}
