import { placeholderImage } from './placeholder-image.ts'

let decoded: Buffer | undefined

/** A neutral WebP, 300 × 300, for images that cannot be shown. Always the same Buffer; needs no decoder. */
export function placeholderThumbnail(): Buffer {
  decoded ??= Buffer.from(placeholderImage, 'base64')
  return decoded
}
