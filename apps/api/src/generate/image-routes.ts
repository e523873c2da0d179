import type { Gallery } from '@darkroom/gallery-store'
import { z } from '@hono/zod-openapi'
import { sendImage } from '../gallery/send-image.ts'
import { binary, notModified } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound } from '../http/problem.ts'
import { invalid, missing } from '../http/responses.ts'

export const generateImageRoutes = (services: { readonly gallery: Gallery }) =>
  [
    defineRoute({
      method: 'get',
      path: '/api/generate/image/{filename}',
      operationId: 'getImageByName',
      tags: ['Generation'],
      summary: 'A generated picture by its file name',
      request: {
        params: z.object({
          filename: z.string().min(1).max(255).openapi({ example: '153012_3f2b8c1e.png' }),
        }),
      },
      responses: {
        200: { description: 'The bytes', content: { 'image/png': binary } },
        ...notModified,
        ...invalid,
        ...missing,
      },
    }).handle((c) => {
      const { filename } = c.req.valid('param')
      const entry = services.gallery.findByName(filename)
      if (entry === undefined) throw notFound(`picture named ${JSON.stringify(filename)}`)
      return sendImage(c, services.gallery, { id: entry.id, which: {}, download: false })
    }),
  ] as const
