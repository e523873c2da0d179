import type { Sharp } from 'sharp'
import type { ConvertOptions } from '../thumbnailer.ts'

/** A decoded picture in another format or size. */
export function encodeCopy(
  image: Sharp,
  { format, width, quality, keepMetadata = false }: ConvertOptions,
): Sharp {
  const sized = width === undefined ? image : image.resize({ width, withoutEnlargement: true })
  const copy = keepMetadata ? sized.keepMetadata() : sized
  switch (format) {
    case 'png':
      return copy.png({ compressionLevel: 4 })
    case 'jpeg':
      return copy.flatten({ background: '#ffffff' }).jpeg({ quality: quality ?? 90 })
    case 'webp':
      return copy.webp({ quality: quality ?? 90, effort: 2 })
    case 'avif':
      return copy.avif({ quality: quality ?? 70, effort: 0 })
  }
}
