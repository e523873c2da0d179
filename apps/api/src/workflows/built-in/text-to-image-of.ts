/** Families whose checkpoints have had values of their own for a text to image from the start. */
const withUsualValues: ReadonlySet<string> = new Set(['sd15', 'sd2', 'sdxl'])

/** The text to image that has the values of the family, as all that is made from a picture has. */
export const textToImageOf = (family: string | undefined): string =>
  family !== undefined && withUsualValues.has(family) ? `text-to-image-${family}` : 'text-to-image'
