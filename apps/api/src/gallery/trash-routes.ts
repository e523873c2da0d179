import type { Gallery } from '@darkroom/gallery-store'
import { z } from '@hono/zod-openapi'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { timeSchema, toTime } from '../http/fields.ts'
import { invalid } from '../http/responses.ts'
import { galleryImageSchema, imageExample } from './gallery-image.ts'
import { imageUrl, thumbnailUrl } from './image-version.ts'
import { toGalleryImage } from './to-gallery-image.ts'

const tags = ['Gallery']
const dayMs = 24 * 60 * 60 * 1000

const { id, filepath, filesize } = imageExample
const duplicate = { id, filepath, filesize }

const trashedSchema = galleryImageSchema
  .extend({
    id: z.string().openapi({ description: 'Restore it by this.', example: id }),
    filepath: z.string().openapi({ description: 'Where it was.', example: filepath }),
    deleted_at: timeSchema,
    size_bytes: z.int().openapi({ description: 'Of all its files.' }),
    files: z.array(z.string()),
  })
  .openapi('TrashedImage', {
    description: 'The picture as it was, with a thumbnail; and what was deleted with it.',
    example: {
      ...imageExample,
      deleted_at: '2026-11-23T08:00:00.000+00:00',
      size_bytes: filesize,
      files: ['20261122/153012_3f2b8c1e.png', '20261122/153012_3f2b8c1e.json'],
    },
  })

export const galleryTrashRoutes = ({ gallery }: { readonly gallery: Gallery }) =>
  [
    defineRoute({
      method: 'get',
      path: '/api/gallery/trash',
      operationId: 'listTrash',
      tags,
      summary: 'What was deleted and can be restored',
      responses: { 200: json(z.array(trashedSchema), 'Newest first') },
    }).handle(async (c) => {
      const trash = await gallery.listTrash()
      return c.json(
        trash.map(({ entry, deletedAtMs, size, files }) => ({
          ...toGalleryImage(entry),
          image_url: `${imageUrl(entry)}&trashed=1`,
          thumbnail_url: `${thumbnailUrl(entry)}&trashed=1`,
          deleted_at: toTime(deletedAtMs),
          size_bytes: size,
          files: [...files],
        })),
        200,
      )
    }),
    defineRoute({
      method: 'delete',
      path: '/api/gallery/trash',
      operationId: 'emptyTrash',
      tags,
      summary: 'Empty the trash',
      request: {
        query: z.object({
          older_than_days: z
            .string()
            .regex(/^\d{1,5}(\.\d+)?$/, 'must be a number of days')
            .transform(Number)
            .default(0)
            .openapi({ type: 'number', description: 'Default: all of it.', example: 30 }),
        }),
      },
      responses: {
        200: json(z.object({ removed_images: z.int() }), 'How many images are gone for good'),
        ...invalid,
      },
    }).handle(async (c) => {
      const { older_than_days } = c.req.valid('query')
      const removed_images = await gallery.emptyTrash({ olderThanMs: older_than_days * dayMs })
      return c.json({ removed_images }, 200)
    }),
    defineRoute({
      method: 'get',
      path: '/api/gallery/duplicates',
      operationId: 'listDuplicates',
      tags,
      summary: 'Pictures with the same bytes',
      responses: {
        200: json(
          z.array(
            z.array(
              z
                .object({ id: z.string(), filepath: z.string(), filesize: z.int() })
                .openapi({ example: duplicate }),
            ),
          ),
          'Groups of ids',
        ),
      },
    }).handle(async (c) => {
      const groups = await gallery.duplicates({ signal: c.req.raw.signal })
      return c.json(
        groups.map((group) =>
          group.map(({ id, path, size }) => ({ id, filepath: path, filesize: size })),
        ),
        200,
      )
    }),
  ] as const
