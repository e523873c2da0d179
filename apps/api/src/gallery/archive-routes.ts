import type { Gallery, GalleryEntry, GalleryFilter } from '@darkroom/gallery-store'
import { z } from '@hono/zod-openapi'
import { body } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { ProblemError } from '../http/problem.ts'
import { badMedia, invalid, missing } from '../http/responses.ts'
import { imageExample, imageIdParam } from './gallery-image.ts'
import { galleryFilterQuery } from './gallery-query.ts'
import { knownImage } from './known-image.ts'
import { sendZip, zip } from './send-zip.ts'
import { toGalleryFilter } from './to-gallery-filter.ts'
import { pictureFile } from './zip-files.ts'
import { toMembers } from './zip-members.ts'

/** Most images of an archive: more would take hours to download, and their list megabytes to hold. */
const maxImages = 10_000

const { favourite, subfolders, seed } = galleryFilterQuery.shape

const orBoolean = <Flag extends z.ZodType>(flag: Flag) =>
  z.union([z.boolean().transform((yes) => (yes ? ('1' as const) : ('0' as const))), flag])

/** Plain JSON types for a body, where a flag may be `true` and a seed 5; in a query everything is text. */
const plainJson = {
  favourite: orBoolean(favourite),
  subfolders: orBoolean(subfolders),
  seed: z.union([z.int().min(0).transform(String), seed]),
}

const bodySchema = z
  .strictObject({
    ids: z.array(imageIdParam.shape.id).min(1).max(maxImages).optional(),
    filter: galleryFilterQuery
      .extend(plainJson)
      .strict()
      .optional()
      .openapi({ description: 'As the query of GET /api/gallery.' }),
  })
  .refine(
    ({ ids, filter }) => (ids === undefined) !== (filter === undefined),
    'must have either ids or filter',
  )
  .openapi('ArchiveRequest', { example: { ids: [imageExample.id] } })

const matching = (gallery: Gallery, filter: GalleryFilter): GalleryEntry[] => {
  const entries: GalleryEntry[] = []
  let cursor: string | undefined
  do {
    const page = gallery.query(filter, { limit: 1000, cursor })
    if (page.total > maxImages) throw tooMany(page.total)
    entries.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return entries
}

const tooMany = (total: number): ProblemError =>
  new ProblemError(413, 'too_many_images', `The filter matches ${total} pictures.`, {
    hint: `An archive holds at most ${maxImages}: narrow the filter, for example by date.`,
  })

export const galleryArchiveRoutes = ({ gallery }: { readonly gallery: Gallery }) =>
  [
    defineRoute({
      method: 'post',
      path: '/api/gallery/archive',
      operationId: 'downloadImages',
      tags: ['Gallery'],
      summary: 'Pictures as a ZIP',
      description: `Of a selection or of a filter; at most ${maxImages}.`,
      request: { body: body(bodySchema) },
      responses: { ...zip, ...invalid, ...badMedia, ...missing },
    }).handle((c) => {
      const { ids, filter = {} } = c.req.valid('json')
      const entries =
        ids === undefined
          ? matching(gallery, toGalleryFilter(filter))
          : [...new Set(ids)].map((id) => knownImage(gallery, id))
      const files = entries.map((entry) => pictureFile(gallery, entry))
      return sendZip(toMembers(files), 'darkroom.zip')
    }),
  ] as const
