import { join } from 'node:path'
import type { GalleryEntry } from '@darkroom/gallery-store'
import type { ConvertedFormat } from '@darkroom/thumbnails'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { json } from '../http/content.ts'
import { contentDisposition } from '../http/content-disposition.ts'
import { defineRoute } from '../http/define-route.ts'
import type { AppEnv } from '../http/env.ts'
import { notFound } from '../http/problem.ts'
import { invalid, missing, unavailable } from '../http/responses.ts'
import { sendBytes } from '../http/send-bytes.ts'
import { sendFile } from '../http/send-file.ts'
import { flagQuery, imageIdParam, isYes } from '../recipe/recipe-fields.ts'
import type { Services } from '../services.ts'
import { thumbnailBytes } from '../thumbnails/thumbnail-bytes.ts'
import { galleryImageSchema } from './gallery-image.ts'
import { toGalleryImage, versionOf } from './to-gallery-image.ts'

const tags = ['Gallery']
const binary = z.string().openapi({ format: 'binary' })
const imageContent = {
  'image/png': { schema: binary },
  'image/jpeg': { schema: binary },
  'image/webp': { schema: binary },
}
const versionQuery = z.object({
  v: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: 'As in the URL given: caches for ever.' }),
})

const imageQuery = versionQuery.extend({
  download: flagQuery,
  format: z.enum(['png', 'jpeg', 'webp', 'avif']).optional().openapi({
    description: 'A converted copy. Default with `width`: webp.',
  }),
  width: z.coerce.number<string>().int().min(16).max(8192).optional().openapi({
    description: 'Pixels; never enlarged.',
  }),
  metadata: z.enum(['keep', 'strip']).default('strip').openapi({
    description:
      'Of a converted copy: EXIF, XMP and colour profile. The file itself is never changed.',
  }),
})

/** With the version in the address the bytes never change; without, they are asked for again each time. */
const cacheControl = (asked: string | undefined, entry: GalleryEntry): string =>
  asked === versionOf(entry) ? 'private, max-age=31536000, immutable' : 'no-cache'

export const sendImage = async (
  c: Context<AppEnv>,
  { gallery }: Services,
  { id, download, version }: { id: string; download: boolean; version: string | undefined },
): Promise<Response> => {
  const image = await gallery.open(id)
  if (image === undefined) throw notFound(`image ${JSON.stringify(id)}`)
  const { entry, handle, size, etag, contentType, mtimeMs } = image
  const shown = contentType.startsWith('image/') && !download
  return sendFile(c, {
    handle,
    size,
    etag,
    contentType,
    lastModified: new Date(mtimeMs),
    cacheControl: cacheControl(version, entry),
    disposition: contentDisposition(shown ? 'inline' : 'attachment', entry.name),
  })
}

const nameAs = (name: string, format: string): string =>
  `${name.replace(/\.[^.]*$/, '')}.${format === 'jpeg' ? 'jpg' : format}`

const sendConverted = async (
  c: Context<AppEnv>,
  { gallery, thumbnailer }: Services,
  {
    id,
    download,
    version,
    wanted,
  }: {
    id: string
    download: boolean
    version: string | undefined
    wanted: { format?: ConvertedFormat; width?: number; metadata: 'keep' | 'strip' }
  },
): Promise<Response> => {
  const entry = gallery.get(id)
  if (entry === undefined) throw notFound(`image ${JSON.stringify(id)}`)
  const { format = 'webp', width, metadata } = wanted
  const made = await thumbnailer.convert(join(gallery.root, entry.path), {
    format,
    width,
    keepMetadata: metadata === 'keep',
    signal: c.req.raw.signal,
  })
  return sendBytes(c, made, {
    'cache-control': cacheControl(version, entry),
    'content-disposition': contentDisposition(
      download ? 'attachment' : 'inline',
      nameAs(entry.name, format),
    ),
  })
}

export const galleryImageRoutes = (services: Services) => {
  const { gallery } = services
  const known = (id: string): GalleryEntry => {
    const entry = gallery.get(id)
    if (entry === undefined) throw notFound(`image ${JSON.stringify(id)}`)
    return entry
  }
  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/gallery/image/{id}',
        tags,
        summary: 'The picture',
        description:
          'Honours `Range` and `If-None-Match`. With `format` or `width` a converted copy, made once.',
        request: {
          params: imageIdParam,
          query: imageQuery,
        },
        responses: {
          200: { description: 'The bytes', content: imageContent },
          206: { description: 'The part asked for', content: imageContent },
          304: { description: 'Not changed' },
          ...invalid,
          ...missing,
        },
      },
      (c) => {
        const { id } = c.req.valid('param')
        const { download, v, ...wanted } = c.req.valid('query')
        if (wanted.format === undefined && wanted.width === undefined) {
          return sendImage(c, services, { id, download: isYes(download), version: v })
        }
        return sendConverted(c, services, { id, download: isYes(download), version: v, wanted })
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/gallery/image/{id}/metadata',
        tags,
        summary: 'All that is known of a picture',
        request: { params: imageIdParam },
        responses: {
          200: json(
            galleryImageSchema.extend({
              denoise: z.number().nullable(),
              guidance: z.number().nullable(),
              extra: z.record(z.string(), z.unknown()),
              raw: z.record(z.string(), z.unknown()),
            }),
            '`raw` holds what is embedded, the workflow included.',
          ),
          ...invalid,
          ...missing,
        },
      },
      async (c) => {
        const entry = known(c.req.valid('param').id)
        const details = await gallery.metadata(entry.id)
        if (details === undefined) throw notFound(`image ${JSON.stringify(entry.id)}`)
        const { denoise, guidance, extra = {}, raw = {} } = details
        return c.json(
          { ...toGalleryImage(entry), denoise, guidance, extra: { ...extra }, raw: { ...raw } },
          200,
        )
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/gallery/thumbnail/{id}',
        tags,
        summary: 'Its thumbnail',
        description: 'Made when first asked for. A picture that is broken has a placeholder.',
        request: {
          params: imageIdParam,
          query: versionQuery.extend({
            size: z.enum(['150', '300', '600', '1200']).default('300').openapi({
              description: 'Longest side in pixels; never enlarged.',
            }),
            format: z.enum(['webp', 'avif']).optional().openapi({
              description: 'Default: WebP, or AVIF for who accepts that and not WebP.',
            }),
          }),
        },
        responses: {
          200: {
            description: 'The thumbnail',
            content: { 'image/webp': { schema: binary }, 'image/avif': { schema: binary } },
          },
          304: { description: 'Not changed' },
          ...invalid,
          ...missing,
          ...unavailable,
        },
      },
      async (c) => {
        const entry = known(c.req.valid('param').id)
        const { size, format, v } = c.req.valid('query')
        const thumbnail = await thumbnailBytes(services, {
          path: join(gallery.root, entry.path),
          size: sizes[size],
          format: format ?? acceptedFormat(c.req.header('accept')),
          source: { size: entry.size, mtimeMs: entry.mtimeMs },
          client: c.req.raw,
        })
        return sendBytes(c, thumbnail, {
          'cache-control': thumbnail.isPlaceholder ? 'no-store' : cacheControl(v, entry),
          vary: 'Accept',
        })
      },
    ),
  ] as const
}

/** WebP costs a third of AVIF's time for the same look (docs/decisions/0040), so AVIF is for who can not show WebP. */
const acceptedFormat = (accept = ''): 'webp' | 'avif' =>
  accept.includes('image/avif') && !/image\/webp|image\/\*|\*\/\*/.test(accept) ? 'avif' : 'webp'

const sizes = { '150': 150, '300': 300, '600': 600, '1200': 1200 } as const
