import type { GalleryEntry } from '@darkroom/gallery-store'
import { imageVersion } from '@darkroom/thumbnails'
import { z } from '@hono/zod-openapi'
import { flagQuery } from '../http/fields.ts'

type Versioned = Pick<GalleryEntry, 'id' | 'size' | 'mtimeMs'>

export const imageUrl = (entry: Versioned): string =>
  `/api/gallery/image/${entry.id}?v=${imageVersion(entry)}`

export const thumbnailUrl = (entry: Versioned): string =>
  `/api/gallery/thumbnail/${entry.id}?v=${imageVersion(entry)}`

export const versionQuery = z.object({
  v: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: 'As in the URL given: caches for ever.' }),
  trashed: flagQuery.openapi({ description: 'The picture of this id that is in the trash.' }),
})
export type WhichImage = z.infer<typeof versionQuery>

/** Bytes never change for an address with a version; without one, clients must ask again each time. */
export const cacheControl = (asked: string | undefined, entry: Versioned): string =>
  asked === imageVersion(entry) ? 'private, max-age=31536000, immutable' : 'no-cache'
