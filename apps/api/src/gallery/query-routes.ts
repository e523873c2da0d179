import type { Gallery, GalleryEntry } from '@darkroom/gallery-store'
import { isOutputFolder } from '@darkroom/generation'
import { z } from '@hono/zod-openapi'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { matches } from '../http/etag.ts'
import { invalid, unavailable } from '../http/responses.ts'
import { sendRows } from '../http/send-rows.ts'
import { galleryImageSchema } from './gallery-image.ts'
import {
  facetsSchema,
  galleryFilterQuery,
  galleryListQuery,
  statisticsSchema,
} from './gallery-query.ts'
import { toGalleryFilter } from './to-gallery-filter.ts'
import { toGalleryImage } from './to-gallery-image.ts'

const tags = ['Gallery']

/** Rows of an answer without `limit`: as many as a page can hold that knows nothing of pages. */
const mostRows = 10_000

/** Ids that fit into an address everywhere. */
const mostIds = 200

const idsQuery = z
  .string()
  .regex(/^[\w-]{1,64}(?:,[\w-]{1,64})*$/, 'must be image ids with commas between them')
  .transform((text) => [...new Set(text.split(','))])
  .refine((ids) => ids.length <= mostIds, `must be at most ${mostIds} ids`)
  .openapi({ description: `Up to ${mostIds}, with commas between them.` })

const listHeaders = z.object({
  'x-gallery-complete': z.enum(['true', 'false']).openapi({
    description: 'Whether the whole folder has been read.',
  }),
})

/** One function for all rows, so that the gallery can keep what it makes. */
const toRow = (entry: GalleryEntry): string => JSON.stringify(toGalleryImage(entry))

/** JSON of the images that are still there. */
function* shown(gallery: Gallery, ids: readonly string[]): Generator<string> {
  for (const id of ids) {
    const row = gallery.textOf(id, toRow)
    if (row !== undefined) yield row
  }
}

const nextLink = (url: string, cursor: string): string => {
  const next = new URL(url)
  next.searchParams.delete('offset')
  next.searchParams.set('cursor', cursor)
  return `<${next.pathname}${next.search}>; rel="next"`
}

export const galleryQueryRoutes = ({ gallery }: { readonly gallery: Gallery }) =>
  [
    defineRoute({
      method: 'get',
      path: '/api/gallery',
      operationId: 'listImages',
      tags,
      summary: 'Images, newest first',
      description:
        'An array; `X-Total-Count` says how many match, `Link` with rel="next" leads on. Pages stay right while images arrive. Without `limit` up to 10,000 come, streamed. `X-Gallery-Complete` is `false` while the folder is still being read, after a start or when its disk has come back: then more images follow.',
      request: { query: galleryListQuery },
      responses: {
        200: { ...json(z.array(galleryImageSchema), 'A page of images'), headers: listHeaders },
        304: { description: 'Nothing changed since `If-None-Match`.' },
        ...invalid,
        ...unavailable,
      },
    }).handle(async (c) => {
      const { sort_by, sort_order, limit, cursor, offset, ...filters } = c.req.valid('query')
      await gallery.prepareOrder(sort_by)
      const filter = toGalleryFilter(filters)
      const etag = `W/"${gallery.generation}"`
      const headers = {
        etag,
        'cache-control': 'no-cache',
        'x-gallery-complete': String(gallery.isComplete),
      }
      if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
      const { ids, total, nextCursor } = gallery.ids(filter, {
        sortBy: sort_by,
        sortOrder: sort_order,
        limit: limit ?? mostRows,
        cursor,
        offset,
      })
      return sendRows(shown(gallery, ids), {
        ...headers,
        'x-total-count': String(total),
        ...(nextCursor === undefined ? {} : { link: nextLink(c.req.url, nextCursor) }),
      })
    }),
    defineRoute({
      method: 'get',
      path: '/api/gallery/images',
      operationId: 'getImages',
      tags,
      summary: 'Images by their ids',
      description: 'In the order of the ids, without those that are not there.',
      request: { query: z.object({ ids: idsQuery }) },
      responses: { 200: json(z.array(galleryImageSchema), 'The images'), ...invalid },
    }).handle((c) => {
      const images = c.req.valid('query').ids.flatMap((id) => {
        const entry = gallery.get(id)
        return entry === undefined ? [] : [toGalleryImage(entry)]
      })
      return c.json(images, 200)
    }),
    defineRoute({
      method: 'get',
      path: '/api/gallery/statistics',
      operationId: 'getGalleryStatistics',
      tags,
      summary: 'How many and how large',
      request: { query: galleryFilterQuery },
      responses: { 200: json(statisticsSchema, 'Statistics'), ...invalid, ...unavailable },
    }).handle((c) => {
      const statistics = gallery.statistics(toGalleryFilter(c.req.valid('query')))
      return c.json(
        {
          total_images: statistics.totalImages,
          filtered_images: statistics.filteredImages,
          today_count: statistics.todayCount,
          total_size_bytes: statistics.totalSizeBytes,
          filtered_size_bytes: statistics.filteredSizeBytes,
        },
        200,
      )
    }),
    defineRoute({
      method: 'get',
      path: '/api/gallery/facets',
      operationId: 'getGalleryFacets',
      tags,
      summary: 'What occurs, with counts',
      request: { query: galleryFilterQuery },
      responses: { 200: json(facetsSchema, 'Facets'), ...invalid, ...unavailable },
    }).handle((c) => {
      const facets = gallery.facets(toGalleryFilter(c.req.valid('query')))
      return c.json(
        {
          models: [...facets.models],
          loras: [...facets.loras],
          samplers: [...facets.samplers],
          sources: [...facets.sources],
          media_types: [...facets.mediaTypes],
          tags: [...facets.tags],
          sizes: [...facets.sizes],
          days: [...facets.days],
          folders: facets.folders.filter(({ value }) => !isOutputFolder(value)),
        },
        200,
      )
    }),
  ] as const
