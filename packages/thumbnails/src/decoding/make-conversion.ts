import type { Sharp } from 'sharp'
import type { ConvertTask } from '../decoder-protocol.ts'
import { type DecodeLimits, decodeImage } from './decode-image.ts'
import type { SourceFile } from './source-file.ts'

function encode(image: Sharp, format: ConvertTask['format']): Sharp {
  switch (format) {
    case 'png':
      return image.png({ compressionLevel: 4 })
    case 'jpeg':
      return image.flatten({ background: '#ffffff' }).jpeg({ quality: 90 })
    case 'webp':
      return image.webp({ quality: 90, effort: 2 })
    case 'avif':
      return image.avif({ quality: 70, effort: 0 })
  }
}

export async function makeConversion(
  source: SourceFile,
  { format, width, keepMetadata }: ConvertTask,
  limits: DecodeLimits,
): Promise<{ value: Buffer; damaged: boolean }> {
  return await decodeImage(source, limits, (image) => {
    const sized = width === undefined ? image : image.resize({ width, withoutEnlargement: true })
    return encode(keepMetadata ? sized.keepMetadata() : sized, format).toBuffer()
  })
}
