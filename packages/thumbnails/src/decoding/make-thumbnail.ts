import type { ThumbnailTask } from '../decoder-protocol.ts'
import { type DecodeLimits, decodeImage } from './decode-image.ts'
import type { SourceFile } from './source-file.ts'

/** Effort 2 and 0 are the best quality for the processor time: docs/decisions/0040. */
export async function makeThumbnail(
  source: SourceFile,
  { size, format }: ThumbnailTask,
  limits: DecodeLimits,
): Promise<{ value: Buffer; damaged: boolean }> {
  return await decodeImage(source, limits, (image) => {
    const small = image.resize({
      width: size,
      height: size,
      fit: 'inside',
      withoutEnlargement: true,
    })
    return format === 'webp'
      ? small.webp({ quality: 80, effort: 2 }).toBuffer()
      : small.avif({ quality: 60, effort: 0 }).toBuffer()
  })
}
