import type { Gallery } from '@darkroom/gallery-store'
import type { ConvertedFormat, Thumbnailer } from '@darkroom/thumbnails'
import type { Context } from 'hono'
import { contentDisposition } from '../http/content-disposition.ts'
import type { AppEnv } from '../http/env.ts'
import { sendBytes } from '../http/send-bytes.ts'
import { sendFile } from '../http/send-file.ts'
import { cacheControl, type WhichImage } from './image-version.ts'
import { noImage } from './known-image.ts'
import { shownImage } from './shown-image.ts'

interface Wanted {
  readonly id: string
  readonly which: WhichImage
  readonly download: boolean
}

interface Conversion {
  readonly format?: ConvertedFormat | undefined
  readonly width?: number | undefined
  readonly metadata: 'keep' | 'strip'
}

/** Sends the file as it is. */
export async function sendImage(
  c: Context<AppEnv>,
  gallery: Gallery,
  { id, which, download }: Wanted,
): Promise<Response> {
  const image = await (await shownImage(gallery, id, which)).open()
  if (image === undefined) throw noImage(id)
  const { entry, handle, size, etag, contentType, mtimeMs } = image
  const shown = /^(?:image|video)\//.test(contentType) && !download
  return sendFile(c, {
    handle,
    size,
    etag,
    contentType,
    lastModified: new Date(mtimeMs),
    cacheControl: cacheControl(which.v, entry),
    disposition: contentDisposition(shown ? 'inline' : 'attachment', entry.name),
  })
}

const nameAs = (name: string, format: string): string =>
  `${name.replace(/\.[^.]*$/, '')}.${format === 'jpeg' ? 'jpg' : format}`

/** Sends a copy in another format or size. */
export async function sendConverted(
  c: Context<AppEnv>,
  { gallery, thumbnailer }: { readonly gallery: Gallery; readonly thumbnailer: Thumbnailer },
  {
    id,
    which,
    download,
    conversion: { format = 'webp', width, metadata },
  }: Wanted & { readonly conversion: Conversion },
): Promise<Response> {
  const { entry, path } = await shownImage(gallery, id, which)
  const made = await thumbnailer.convert(path, {
    format,
    width,
    keepMetadata: metadata === 'keep',
    signal: c.req.raw.signal,
  })
  const disposition = download ? 'attachment' : 'inline'
  return sendBytes(c, made, {
    'cache-control': cacheControl(which.v, entry),
    'content-disposition': contentDisposition(disposition, nameAs(entry.name, format)),
  })
}
