import type { Gallery } from '@darkroom/gallery-store'
import type { Thumbnailer } from '@darkroom/thumbnails'
import { z } from '@hono/zod-openapi'
import { binary, bytesOrPart, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { flagQuery, isYes } from '../http/fields.ts'
import { invalid, missing, unavailable } from '../http/responses.ts'
import { galleryImageSchema, imageExample, imageIdParam } from './gallery-image.ts'
import { imageDetails } from './image-details.ts'
import { versionQuery } from './image-version.ts'
import { knownImage } from './known-image.ts'
import { madeWithSchema } from './made-with.ts'
import { sendConverted, sendImage } from './send-image.ts'

const tags = ['Gallery']
const content = {
  'image/png': binary,
  'image/jpeg': binary,
  'image/webp': binary,
  'image/gif': binary,
  'image/avif': binary,
  'video/mp4': binary,
  'video/webm': binary,
  'video/quicktime': binary,
}

const imageQuery = versionQuery.extend({
  download: flagQuery,
  format: z.enum(['png', 'jpeg', 'webp', 'avif']).optional().openapi({
    description: 'A converted copy, of a video its first frame. Default with `width`: webp.',
  }),
  width: z.coerce.number<string>().int().min(16).max(8192).optional().openapi({
    description: 'Pixels; never enlarged.',
  }),
  metadata: z.enum(['keep', 'strip']).default('strip').openapi({
    description:
      'Of a converted copy: EXIF, XMP and colour profile. The file itself is never changed.',
  }),
})

const detailsSchema = galleryImageSchema
  .extend({
    denoise: z.number().nullable(),
    guidance: z.number().nullable(),
    extra: z.record(z.string(), z.unknown()),
    raw: z.record(z.string(), z.unknown()),
    ...madeWithSchema,
  })
  .openapi({
    example: {
      ...imageExample,
      ...{ denoise: 1, guidance: null, extra: {}, raw: { prompt: {} } },
      workflow: { name: 'portrait', inputs: { prompt: imageExample.prompt, seed: 42 } },
      graph: { '3': { class_type: 'KSampler', inputs: { seed: 42 } } },
    },
  })

export const galleryImageRoutes = (services: {
  readonly gallery: Gallery
  readonly thumbnailer: Thumbnailer
}) => {
  const { gallery } = services
  return [
    defineRoute({
      method: 'get',
      path: '/api/gallery/image/{id}',
      operationId: 'getImage',
      tags,
      summary: 'The picture',
      description:
        'Honours `Range` and `If-None-Match`. With `format` or `width` a converted copy, made once.',
      request: { params: imageIdParam, query: imageQuery },
      responses: {
        ...bytesOrPart(content),
        ...invalid,
        ...missing,
        ...unavailable,
      },
    }).handle((c) => {
      const { v, trashed, download, ...conversion } = c.req.valid('query')
      const which = { v, trashed }
      const wanted = { ...c.req.valid('param'), which, download: isYes(download) }
      return conversion.format === undefined && conversion.width === undefined
        ? sendImage(c, gallery, wanted)
        : sendConverted(c, services, { ...wanted, conversion })
    }),
    defineRoute({
      method: 'get',
      path: '/api/gallery/image/{id}/metadata',
      operationId: 'getImageMetadata',
      tags,
      summary: 'All that is known of a picture',
      request: { params: imageIdParam },
      responses: {
        200: json(detailsSchema, '`raw` holds what is embedded, the workflow included.'),
        ...invalid,
        ...missing,
        ...unavailable,
      },
    }).handle(async (c) => {
      const entry = knownImage(gallery, c.req.valid('param').id)
      return c.json(await imageDetails(gallery, entry), 200)
    }),
  ] as const
}
