import type { Gallery, GalleryEntry } from '@darkroom/gallery-store'
import { z } from '@hono/zod-openapi'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { flagQuery, isYes } from '../http/fields.ts'
import { badMedia, conflict, diskFull, invalid, missing } from '../http/responses.ts'
import { folderSchema, tagsSchema } from './annotation-schema.ts'
import { galleryImageSchema, imageExample, imageIdParam } from './gallery-image.ts'
import { noImage } from './known-image.ts'
import { toGalleryImage } from './to-gallery-image.ts'

const tags = ['Gallery']
const oneImage = {
  200: json(galleryImageSchema, 'The image'),
}
const deletedSchema = z
  .object({ deleted: z.literal(true), deleted_files: z.array(z.string()) })
  .openapi('Deleted', {
    example: { deleted: true, deleted_files: [imageExample.filepath] },
  })

const annotationSchema = z
  .strictObject({
    favourite: z.boolean().optional(),
    tags: tagsSchema.optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'must have favourite or tags')
  .openapi({ example: { favourite: true, tags: ['lighthouse'] } })

const moveSchema = z.strictObject({ folder: folderSchema })

const found = <T>(value: T | undefined, id: string): T => {
  if (value === undefined) throw noImage(id)
  return value
}

const shown = (entry: GalleryEntry | undefined, id: string) => toGalleryImage(found(entry, id))

export const galleryActionRoutes = ({ gallery }: { readonly gallery: Gallery }) => {
  return [
    defineRoute({
      method: 'delete',
      path: '/api/gallery/image/{id}',
      operationId: 'deleteImage',
      tags,
      summary: 'Delete a picture',
      description:
        'It goes to the trash, with sidecar and thumbnail; `permanent=true` removes it for good.',
      request: { params: imageIdParam, query: z.object({ permanent: flagQuery }) },
      responses: {
        200: json(deletedSchema, 'Deleted'),
        ...invalid,
        ...missing,
        ...conflict,
        ...diskFull,
      },
    }).handle(async (c) => {
      const { id } = c.req.valid('param')
      const permanent = isYes(c.req.valid('query').permanent)
      const result = permanent ? await gallery.remove(id) : await gallery.trash(id)
      const { deletedFiles } = found(result, id)
      return c.json({ deleted: true as const, deleted_files: [...deletedFiles] }, 200)
    }),
    defineRoute({
      method: 'post',
      path: '/api/gallery/image/{id}/restore',
      operationId: 'restoreImage',
      tags,
      summary: 'Bring a picture back from the trash',
      request: { params: imageIdParam },
      responses: { ...oneImage, ...invalid, ...missing, ...conflict, ...diskFull },
    }).handle(async (c) => {
      const { id } = c.req.valid('param')
      return c.json(shown(await gallery.restore(id), id), 200)
    }),
    defineRoute({
      method: 'patch',
      path: '/api/gallery/image/{id}',
      operationId: 'annotateImage',
      tags,
      summary: 'Mark as favourite, set tags',
      description: 'Kept in the sidecar, so it travels with the file.',
      request: { params: imageIdParam, body: body(annotationSchema) },
      responses: { ...oneImage, ...invalid, ...badMedia, ...missing, ...conflict, ...diskFull },
    }).handle(async (c) => {
      const { id } = c.req.valid('param')
      return c.json(shown(await gallery.annotate(id, c.req.valid('json')), id), 200)
    }),
    defineRoute({
      method: 'post',
      path: '/api/gallery/image/{id}/move',
      operationId: 'moveImage',
      tags,
      summary: 'Move a picture to another folder of the gallery',
      description: 'Its id changes with its path.',
      request: { params: imageIdParam, body: body(moveSchema) },
      responses: { ...oneImage, ...invalid, ...badMedia, ...missing, ...conflict, ...diskFull },
    }).handle(async (c) => {
      const { id } = c.req.valid('param')
      return c.json(shown(await gallery.move(id, c.req.valid('json').folder), id), 200)
    }),
  ] as const
}
