import type { Gallery } from '@darkroom/gallery-store'
import { z } from '@hono/zod-openapi'
import type { Logger } from 'pino'
import { body, json, sentInRows } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { badMedia, conflict, diskFull, invalid } from '../http/responses.ts'
import { folderSchema, tagsSchema } from './annotation-schema.ts'
import { galleryImageSchema, imageExample } from './gallery-image.ts'
import { failedSchema, manyIds, sendMany, toManyDone } from './many-images.ts'
import { toGalleryImage } from './to-gallery-image.ts'

const tags = ['Gallery']
const others = { ...sentInRows, ...invalid, ...badMedia, ...conflict, ...diskFull }
const description =
  'Each whole or not at all; one that fails does not stop the others. To show how far it is, ask for some hundred at a time.'

const idsSchema = z.strictObject({ ids: manyIds }).openapi('ManyImages')
const annotateSchema = z
  .strictObject({
    ids: manyIds,
    favourite: z.boolean().optional(),
    add_tags: tagsSchema.optional(),
    remove_tags: tagsSchema.optional(),
  })
  .refine(
    ({ favourite, add_tags, remove_tags }) => favourite ?? add_tags ?? remove_tags,
    'must have favourite, add_tags or remove_tags',
  )
  .openapi('AnnotateImages', {
    example: { ids: [imageExample.id], favourite: true, add_tags: ['lighthouse'] },
  })
const moveSchema = z
  .strictObject({ ids: manyIds, folder: folderSchema })
  .openapi('MoveImages', { example: { ids: [imageExample.id], folder: 'best of' } })

const movedSchema = galleryImageSchema
  .extend({ previous_id: z.string().openapi({ description: 'Before it was moved.' }) })
  .openapi('MovedImage', { example: { ...imageExample, previous_id: 'n8YcPq1bR0d3Ms6U' } })

const images = z.array(galleryImageSchema)
const results = {
  trash: json(
    z
      .object({
        deleted: z.array(z.string().openapi({ example: imageExample.id })),
        failed: failedSchema,
      })
      .openapi('TrashedImages'),
    'The ids of those that are in the trash',
  ),
  restore: json(
    z.object({ restored: images, failed: failedSchema }).openapi('RestoredImages'),
    'Those that are back; where the old name was taken, with another path and id',
  ),
  annotate: json(
    z.object({ annotated: images, failed: failedSchema }).openapi('AnnotatedImages'),
    'Those that are changed',
  ),
  move: json(
    z.object({ moved: z.array(movedSchema), failed: failedSchema }).openapi('MovedImages'),
    'Those that are there; their ids are others',
  ),
}

export const galleryManyRoutes = ({
  gallery,
  log,
}: {
  readonly gallery: Gallery
  readonly log: Pick<Logger, 'error'>
}) =>
  [
    defineRoute({
      method: 'post',
      path: '/api/gallery/trash',
      operationId: 'deleteImages',
      tags,
      summary: 'Delete many pictures',
      description: `They go to the trash. ${description}`,
      request: { body: body(idsSchema) },
      responses: { 200: results.trash, ...others },
    }).handle(async (c) => {
      const { ids } = c.req.valid('json')
      const done = toManyDone(await gallery.trashMany(ids), log)
      return sendMany('deleted', done, ({ id }) => id)
    }),
    defineRoute({
      method: 'post',
      path: '/api/gallery/restore',
      operationId: 'restoreImages',
      tags,
      summary: 'Bring many pictures back from the trash',
      description,
      request: { body: body(idsSchema) },
      responses: { 200: results.restore, ...others },
    }).handle(async (c) => {
      const { ids } = c.req.valid('json')
      const done = toManyDone(await gallery.restoreMany(ids), log)
      return sendMany('restored', done, ({ value }) => toGalleryImage(value))
    }),
    defineRoute({
      method: 'post',
      path: '/api/gallery/annotate',
      operationId: 'annotateImages',
      tags,
      summary: 'Mark many pictures as favourites, add and remove tags',
      description: `Other tags stay as they are. ${description}`,
      request: { body: body(annotateSchema) },
      responses: { 200: results.annotate, ...others },
    }).handle(async (c) => {
      const { ids, favourite, add_tags: addTags, remove_tags: removeTags } = c.req.valid('json')
      const change = { favourite, addTags, removeTags }
      const done = toManyDone(await gallery.annotateMany(ids, change), log)
      return sendMany('annotated', done, ({ value }) => toGalleryImage(value))
    }),
    defineRoute({
      method: 'post',
      path: '/api/gallery/move',
      operationId: 'moveImages',
      tags,
      summary: 'Move many pictures to another folder of the gallery',
      description: `Their ids change with their paths. ${description}`,
      request: { body: body(moveSchema) },
      responses: { 200: results.move, ...others },
    }).handle(async (c) => {
      const { ids, folder } = c.req.valid('json')
      const done = toManyDone(await gallery.moveMany(ids, folder), log)
      return sendMany('moved', done, ({ id, value }) => ({
        ...toGalleryImage(value),
        previous_id: id,
      }))
    }),
  ] as const
