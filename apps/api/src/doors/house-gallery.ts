import type { Gallery, GalleryPicture } from '@darkroom/door-ports'
import type { GalleryEntry } from '@darkroom/gallery-store'
import { imageDetails } from '../gallery/image-details.ts'
import { imageUrl, thumbnailUrl } from '../gallery/image-version.ts'
import { knownImage } from '../gallery/known-image.ts'
import {
  overridesSchema,
  type RegenerateSources,
  regenerateImage,
} from '../regenerate/regenerate-image.ts'
import { told } from './house-jobs.ts'
import { parsed, toAcceptOptions } from './submit-job.ts'
import { toDoorError } from './to-door-error.ts'

const toPicture = (entry: GalleryEntry): GalleryPicture => ({
  id: entry.id,
  url: imageUrl(entry),
  thumbnailUrl: thumbnailUrl(entry),
  path: entry.path,
  mediaType: entry.mediaType,
  size: entry.size,
  width: entry.width ?? undefined,
  height: entry.height ?? undefined,
  recipe: entry.recipe,
  timestamp: entry.createdMs,
  isFavourite: entry.favourite,
  tags: entry.tags,
})

/** The gallery, for doors. */
export function houseGallery(sources: RegenerateSources): Gallery {
  const { gallery } = sources
  return {
    search({ limit, cursor, ...filter }) {
      try {
        const { items, total, nextCursor } = gallery.query(filter, {
          limit,
          ...(cursor !== undefined && { cursor }),
        })
        return { pictures: items.map(toPicture), total, cursor: nextCursor }
      } catch (error) {
        throw toDoorError(error)
      }
    },
    find(id) {
      const entry = gallery.get(id)
      return entry && toPicture(entry)
    },
    findAt(path) {
      const entry = gallery.findByPath(path)
      return entry && toPicture(entry)
    },
    metadata: (id) => told(() => imageDetails(gallery, knownImage(gallery, id))),
    regenerate: (id, changes, options) =>
      told(async () => {
        const { job } = await regenerateImage(sources, knownImage(gallery, id), {
          overrides: parsed(overridesSchema, changes),
          options: toAcceptOptions(options),
          signal: options.caller.signal,
        })
        return { ids: [job.requestId], created: job.created }
      }),
  }
}
