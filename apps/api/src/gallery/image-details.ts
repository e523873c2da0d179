import type { Gallery, GalleryEntry } from '@darkroom/gallery-store'
import { noImage } from './known-image.ts'
import { toMadeWith } from './made-with.ts'
import { toGalleryImage } from './to-gallery-image.ts'

/** All that is known of a picture, what is embedded in it included. @throws ProblemError, 404 */
export async function imageDetails(gallery: Gallery, entry: GalleryEntry) {
  const details = await gallery.metadata(entry.id)
  if (details === undefined) throw noImage(entry.id)
  const { denoise = null, guidance = null } = details.recipe
  const { extra = {}, raw = {} } = details
  return {
    ...toGalleryImage(entry),
    ...{ denoise, guidance, extra: { ...extra }, raw: { ...raw } },
    ...toMadeWith(entry, details),
  }
}
