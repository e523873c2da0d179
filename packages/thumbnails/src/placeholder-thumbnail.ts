import { placeholderImage } from './placeholder-image.ts'

let decoded: Buffer | undefined

/** A neutral WebP for images that cannot be shown, 300 × 300. Always the same Buffer; needs no decoder. */
export function placeholderThumbnail(): Buffer {
  decoded ??= Buffer.from(placeholderImage, 'base64')
  return decoded
}
