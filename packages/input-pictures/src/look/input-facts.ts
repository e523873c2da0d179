/** What the bytes of an input say of it. */
export interface InputFacts {
  readonly kind: 'picture' | 'video' | 'audio'
  /** The media type of the bytes, whatever was said of them. */
  readonly mediaType: string
  /** The usual extension of the media type, without a dot. */
  readonly extension: string
  /** Pixels as a person sees them, turned as EXIF says; null for sound. */
  readonly width: number | null
  readonly height: number | null
  /** How the stored pixels have to be turned, as EXIF counts from 1 to 8; 1 is as they are. */
  readonly orientation: number
  /** Whether pixels may be transparent; null where the head does not tell. */
  readonly hasAlpha: boolean | null
  /** Whether there is more than one picture. */
  readonly animated: boolean
  readonly durationSeconds: number | null
}
