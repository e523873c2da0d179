import { join } from 'node:path'
import {
  type ConvertOptions,
  notFound,
  type OpenFile,
  type PictureSource,
  type Pictures,
  type Upload,
} from '@darkroom/door-ports'
import type { GalleryEntry } from '@darkroom/gallery-store'
import type { JobOutput } from '@darkroom/generation'
import type { Upload as StoredUpload } from '@darkroom/input-pictures'
import { createBufferSource, readMediaFile } from '@darkroom/media-container'
import { openOutput } from '../outputs/open-output.ts'
import type { Services } from '../services.ts'
import { uploadUrl } from '../uploads/upload-schemas.ts'
import { told } from './house-jobs.ts'
import { maskedPicture } from './masked-picture.ts'
import { openFile } from './open-file.ts'

export type PictureServices = Pick<
  Services,
  'config' | 'gallery' | 'generation' | 'thumbnailer' | 'uploads'
>

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const toUpload = (upload: StoredUpload): Upload => ({
  id: upload.id,
  mediaType: upload.mediaType,
  size: upload.bytes,
  sha256: upload.id,
  width: upload.width ?? undefined,
  height: upload.height ?? undefined,
  url: uploadUrl(upload.id),
  usedAt: upload.usedAt,
  expiresAt: upload.expiresAt,
})

/** Pixels across for a longest side; a picture is never made larger. */
const widthFor = (
  { width, height }: { readonly width?: number | null; readonly height?: number | null },
  longestSide: number | undefined,
): number | undefined => {
  if (longestSide === undefined) return undefined
  if (!width || !height || width >= height) return longestSide
  return Math.max(1, Math.round((longestSide * width) / height))
}

/** Bytes that go in and come out, for doors. */
export function housePictures(services: PictureServices): Pictures {
  const { config, gallery, generation, thumbnailer, uploads } = services

  const outputOf = (source: PictureSource): JobOutput | undefined =>
    'job' in source ? generation.get(source.job)?.outputs[source.index] : undefined

  const entryOf = (source: PictureSource): GalleryEntry | undefined => {
    if ('gallery' in source) return gallery.get(source.gallery)
    const output = outputOf(source)
    return output?.inGallery === true ? gallery.findByPath(output.path) : undefined
  }

  const openEntry = async ({ id, name }: GalleryEntry): Promise<OpenFile | undefined> => {
    const image = await gallery.open(id)
    if (image === undefined) return undefined
    const { handle, size, etag, contentType: mediaType } = image
    return openFile({ handle, size, etag, mediaType, name })
  }

  const openOther = async ({ path, mediaType }: JobOutput): Promise<OpenFile | undefined> => {
    const opened = await openOutput(config.GALLERY_STORAGE_PATH, path)
    if (opened === undefined) return undefined
    const { handle, size, mtimeMs } = opened
    const etag = `"${mtimeMs.toString(36)}-${size.toString(36)}"`
    return openFile({ handle, size, etag, mediaType, name: path.split('/').at(-1) ?? path })
  }

  const openUpload = async (id: string): Promise<OpenFile | undefined> => {
    const opened = await uploads.open(id)
    if (opened === undefined) return undefined
    const { handle, upload } = opened
    const { bytes: size, mediaType } = upload
    return openFile({ handle, size, mediaType, etag: `"${id}"`, name: id })
  }

  const open = async (source: PictureSource): Promise<OpenFile | undefined> => {
    if ('upload' in source) return await openUpload(source.upload)
    const entry = entryOf(source)
    if (entry !== undefined) return await openEntry(entry)
    const output = outputOf(source)
    return output === undefined || output.inGallery ? undefined : await openOther(output)
  }

  /** Where a picture lies; of the gallery's, copies are kept beside it. */
  const pictureAt = async (source: PictureSource) => {
    if ('upload' in source) {
      const upload = await uploads.find(source.upload)
      if (upload === undefined) throw notFound(`upload ${source.upload}`)
      return { path: uploads.pathOf(upload.id), size: upload, isKept: false }
    }
    const entry = entryOf(source)
    if (entry === undefined) throw notFound('picture of that name')
    return { path: join(gallery.root, entry.path), size: entry, isKept: true }
  }

  return {
    upload: (sent) =>
      told(async () => {
        const content = sent instanceof Uint8Array ? once(sent) : sent
        const { upload } = await uploads.add(content)
        return toUpload(upload)
      }),
    async findUpload(id) {
      const upload = await uploads.find(id)
      return upload && toUpload(upload)
    },
    removeUpload: (id) => told(() => uploads.remove(id)),
    open: (source) => told(() => open(source)),
    masked: (source, mask, { signal }) =>
      told(async () => {
        await using picture = await open(source)
        if (picture === undefined) throw notFound('picture of that name')
        return await maskedPicture(picture, mask, { uploads, thumbnailer, signal })
      }),
    convert: (source, { format, quality, longestSide, signal }: ConvertOptions) =>
      told(async () => {
        const { path, size, isKept } = await pictureAt(source)
        const width = widthFor(size, longestSide)
        const options = {
          format,
          ...(width !== undefined && { width }),
          ...(quality !== undefined && { quality }),
          ...(signal !== undefined && { signal }),
        }
        if (!isKept) return await thumbnailer.copy(path, options)
        return (await thumbnailer.convert(path, options)).bytes
      }),
    texts: async (bytes) =>
      Object.fromEntries(readMediaFile(createBufferSource(Buffer.from(bytes))).texts),
  }
}
