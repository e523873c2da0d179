import { type DecodeLimits, decodeImage } from './decode-image.ts'
import type { SourceFile } from './source-file.ts'

/** Three bytes a pixel, no alpha. */
export interface Pixels {
  readonly data: Buffer
  readonly width: number
  readonly height: number
}

/** The picture as it fits into the box, alpha laid over the background. */
export async function readFrame(
  source: SourceFile,
  box: { readonly width: number; readonly height: number; readonly background: string },
  limits: DecodeLimits,
): Promise<Pixels> {
  const { value } = await decodeImage(source, limits, (image) =>
    image
      .resize({ width: box.width, height: box.height, fit: 'inside', withoutEnlargement: false })
      .flatten({ background: box.background })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  )
  return { data: value.data, width: value.info.width, height: value.info.height }
}

/** Copies an image onto a canvas that is large enough to hold it there. */
export function paste(canvas: Pixels, image: Pixels, left: number, top: number): void {
  const rowLength = image.width * 3
  for (let row = 0; row < image.height; row++) {
    const start = row * rowLength
    const target = ((top + row) * canvas.width + left) * 3
    image.data.copy(canvas.data, target, start, start + rowLength)
  }
}
