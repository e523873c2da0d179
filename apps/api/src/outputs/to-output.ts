import type { Gallery } from '@darkroom/gallery-store'
import type { JobOutput } from '@darkroom/generation'
import { imageUrl } from '../gallery/image-version.ts'
import type { Output } from './output-schema.ts'

/** A file of a job as the API shows it; `at` is its place among all of them. */
export function toOutput(
  output: JobOutput,
  {
    gallery,
    requestId,
    at,
  }: { gallery: Pick<Gallery, 'findByPath'>; requestId: string; at: number },
): Output {
  const { kind, mediaType, node, filename, subfolder, type, path, bytes } = output
  const entry = output.inGallery ? gallery.findByPath(path) : undefined
  return {
    ...{ kind, media_type: mediaType, node, filename, subfolder, type, filepath: path },
    url: entry === undefined ? `/api/jobs/${requestId}/outputs/${at}` : imageUrl(entry),
    size_bytes: bytes,
    width: output.width,
    height: output.height,
    text: output.text,
    image_id: entry?.id,
  }
}
