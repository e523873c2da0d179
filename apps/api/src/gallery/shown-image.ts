import { join } from 'node:path'
import type { Gallery, GalleryEntry, OpenImage, TrashedImage } from '@darkroom/gallery-store'
import { imageVersion } from '@darkroom/thumbnails'
import { isYes } from '../http/fields.ts'
import type { WhichImage } from './image-version.ts'
import { knownImage, noImage } from './known-image.ts'

/** A picture to be sent: one of the gallery, or of its trash. */
export interface ShownImage {
  readonly entry: GalleryEntry
  /** The absolute path of the file now. */
  readonly path: string
  open(): Promise<OpenImage | undefined>
}

const ofGallery = (gallery: Gallery, entry: GalleryEntry): ShownImage => ({
  entry,
  path: join(gallery.root, entry.path),
  open: () => gallery.open(entry.id),
})

const ofTrash = (gallery: Gallery, image: TrashedImage): ShownImage => ({
  entry: image.entry,
  path: join(gallery.root, image.location),
  open: () => gallery.openTrashed(image),
})

/**
 * The picture of this id: of the gallery, or of the trash, which may have several, of which the version decides and else
 * the time. A value for the gallery, so that nobody waits for nothing.
 * @throws ProblemError, 404
 */
export function shownImage(
  gallery: Gallery,
  id: string,
  { trashed, v }: WhichImage,
): ShownImage | Promise<ShownImage> {
  if (!isYes(trashed)) return ofGallery(gallery, knownImage(gallery, id))
  return gallery.trashed(id).then((images) => {
    const image = images.find(({ entry }) => imageVersion(entry) === v) ?? images[0]
    if (image === undefined) throw noImage(id)
    return ofTrash(gallery, image)
  })
}
