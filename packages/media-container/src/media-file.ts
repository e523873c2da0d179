import type { MediaFormat } from './media-types.ts'

/** What the bytes of a file say of it. What is unknown is `null`, `''` or empty. */
export interface MediaFile {
  readonly format: MediaFormat
  /** The media type that belongs to the format, such as `image/png`; `''` where that is unknown. */
  readonly mediaType: string
  /** The width in pixels as a person sees it: a picture that its EXIF block or its container turns is turned. */
  readonly width: number | null
  readonly height: number | null
  /**
   * How whoever decodes the pixels has to turn them, as EXIF counts from 1 to 8; 1 is as they are. AVIF, JPEG XL and videos
   * are turned by every decoder, so it is 1 for them.
   */
  readonly orientation: number
  /** Whether pixels may be transparent; `null` where the head does not tell. */
  readonly hasAlpha: boolean | null
  /** Whether there is more than one picture; true for every video. */
  readonly animated: boolean
  /** The length of a video or an animation, where it is written down or cheap to add up. */
  readonly durationSeconds: number | null
  /** Whether the container has its end, so that nobody is still writing it. */
  readonly complete: boolean
  /** Texts by PNG keyword or EXIF name; the first of a name wins. One that was not wanted is `''`. */
  readonly texts: ReadonlyMap<string, string>
}
