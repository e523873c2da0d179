import type { PictureSource, Pictures } from '@darkroom/door-ports'
import type { ImageContent } from '@modelcontextprotocol/server'

/** Of a preview, so that a few of them fit into the context of a model. */
export const largestPreview = 100_000

/** Pixels of the longest side. */
export const previewSide = 512

/** From good to small: quality goes before size, for a model reads a coarse picture better than a tiny one. */
const attempts: readonly { readonly quality: number; readonly scale: number }[] = [
  { quality: 80, scale: 1 },
  { quality: 60, scale: 1 },
  { quality: 40, scale: 1 },
  { quality: 50, scale: 3 / 4 },
  { quality: 50, scale: 1 / 2 },
  { quality: 40, scale: 1 / 3 },
  { quality: 30, scale: 1 / 4 },
]

export interface PreviewOptions {
  /** Pixels of the longest side. Default 512. */
  readonly longestSide?: number | undefined
  readonly signal: AbortSignal
}

/** The picture as a WebP of at most 100 kB, as large as that allows. Undefined where no attempt is small enough. @throws DoorError */
export async function previewBytes(
  pictures: Pick<Pictures, 'convert'>,
  source: PictureSource,
  { longestSide = previewSide, signal }: PreviewOptions,
): Promise<Uint8Array | undefined> {
  for (const { quality, scale } of attempts) {
    const bytes = await pictures.convert(source, {
      format: 'webp',
      quality,
      longestSide: Math.max(16, Math.round(longestSide * scale)),
      signal,
    })
    if (bytes.length <= largestPreview) return bytes
  }
  return undefined
}

export const toImageContent = (webp: Uint8Array): ImageContent => ({
  type: 'image',
  data: Buffer.from(webp).toString('base64'),
  mimeType: 'image/webp',
})
