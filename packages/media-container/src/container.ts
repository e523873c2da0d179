import type { MediaFormat } from './media-types.ts'

/** What a format's reader finds besides the texts; width and height are those before the orientation of an EXIF block. */
export interface Container {
  readonly format: MediaFormat
  readonly width: number | null
  readonly height: number | null
  readonly hasAlpha: boolean | null
  readonly animated: boolean
  readonly durationSeconds: number | null
  readonly complete: boolean
}

/** The result for bytes of an unknown format. */
export const unknownContainer: Container = {
  format: 'unknown',
  width: null,
  height: null,
  hasAlpha: null,
  animated: false,
  durationSeconds: null,
  complete: false,
}
