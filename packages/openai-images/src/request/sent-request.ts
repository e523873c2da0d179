/** A file of a form. */
export interface SentFile {
  /** The field as it was sent, such as `image[]`. */
  readonly field: string
  readonly bytes: Uint8Array
}

/** What a request says, whether it came as JSON or as a form. */
export interface SentRequest {
  /** Of JSON as they are; of a form texts, and lists of texts where a field ends in `[]` or comes again. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly files: readonly SentFile[]
}

/** What a field is called without the brackets that forms give to lists: `image[]` and `image[1]` are `image`. */
export const plainField = (field: string): string => field.replace(/\[\d*\]$/, '')

/** The fields in which pictures are sent. */
export const isPictureField = (field: string): boolean =>
  /^(?:images?|mask|markup)$/.test(plainField(field))
