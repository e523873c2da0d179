import { join } from 'node:path'
import type { Gallery } from '@darkroom/gallery-store'
import type { ConvertedFormat, Thumbnailer } from '@darkroom/thumbnails'
import type { Context } from 'hono'
import { contentDisposition } from '../http/content-disposition.ts'
import type { AppEnv } from '../http/env.ts'
import { sendBytes } from '../http/send-bytes.ts'
import { sendFile } from '../http/send-file.ts'
import { cacheControl } from './image-version.ts'
import { knownImage, noImage } from './known-image.ts'

interface Wanted {
  readonly id: string
  readonly download: boolean
  /** Version named by the address. */
  readonly version?: string | undefined
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
  { id, download, version }: Wanted,
): Promise<Response> {
  const image = await gallery.open(id)
  if (image === undefined) throw noImage(id)
  const { entry, handle, size, etag, contentType, mtimeMs } = image
  const shown = /^(?:image|video)\//.test(contentType) && !download
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

/** Sends a copy in another format or size. */
export async function sendConverted(
  c: Context<AppEnv>,
  { gallery, thumbnailer }: { readonly gallery: Gallery; readonly thumbnailer: Thumbnailer },
  {
    id,
    download,
    version,
    conversion: { format = 'webp', width, metadata },
  }: Wanted & { readonly conversion: Conversion },
): Promise<Response> {
  const entry = knownImage(gallery, id)
  const made = await thumbnailer.convert(join(gallery.root, entry.path), {
    format,
    width,
    keepMetadata: metadata === 'keep',
    signal: c.req.raw.signal,
  })
  const disposition = download ? 'attachment' : 'inline'
  return sendBytes(c, made, {
    'cache-control': cacheControl(version, entry),
    'content-disposition': contentDisposition(disposition, nameAs(entry.name, format)),
  })
}
