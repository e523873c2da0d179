import type { Gallery } from '@darkroom/gallery-store'
import { z } from '@hono/zod-openapi'
import { imageIdParam } from '../gallery/gallery-image.ts'
import { cacheControl, versionQuery } from '../gallery/image-version.ts'
import { shownImage } from '../gallery/shown-image.ts'
import { binary, notModified } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { invalid, missing, unavailable } from '../http/responses.ts'
import { sendBytes } from '../http/send-bytes.ts'
import { type ThumbnailServices, thumbnailBytes } from './thumbnail-bytes.ts'

const sizes = { '150': 150, '300': 300, '600': 600, '1200': 1200 } as const

const query = versionQuery.extend({
  size: z.enum(['150', '300', '600', '1200']).default('300').openapi({
    description: 'Longest side in pixels; never enlarged.',
  }),
  format: z.enum(['webp', 'avif']).optional().openapi({
    description: 'Default: WebP, or AVIF for who accepts that and not WebP.',
  }),
})

/** WebP costs a third of AVIF's time for the same look (docs/decisions/0040), so AVIF is for clients without WebP. */
const acceptedFormat = (accept = ''): 'webp' | 'avif' =>
  accept.includes('image/avif') && !/image\/webp|image\/\*|\*\/\*/.test(accept) ? 'avif' : 'webp'

export const thumbnailRoutes = (services: ThumbnailServices & { readonly gallery: Gallery }) =>
  [
    defineRoute({
      method: 'get',
      path: '/api/gallery/thumbnail/{id}',
      operationId: 'getThumbnail',
      tags: ['Gallery'],
      summary: 'Its thumbnail',
      description: 'Made when first asked for. A picture that is broken has a placeholder.',
      request: { params: imageIdParam, query },
      responses: {
        200: {
          description: 'The thumbnail',
          content: { 'image/webp': binary, 'image/avif': binary },
        },
        ...notModified,
        ...invalid,
        ...missing,
        ...unavailable,
      },
    }).handle(async (c) => {
      const { gallery } = services
      const { size, format, ...which } = c.req.valid('query')
      const { entry, path } = await shownImage(gallery, c.req.valid('param').id, which)
      const thumbnail = await thumbnailBytes(services, {
        path,
        size: sizes[size],
        format: format ?? acceptedFormat(c.req.header('accept')),
        source: { size: entry.size, mtimeMs: entry.mtimeMs },
        client: c.req.raw,
      })
      return sendBytes(c, thumbnail, {
        'cache-control': thumbnail.isPlaceholder ? 'no-store' : cacheControl(which.v, entry),
        vary: 'Accept',
        ...(thumbnail.retryAfter !== undefined && { 'retry-after': String(thumbnail.retryAfter) }),
      })
    }),
  ] as const
