import { join } from 'node:path'
import {
  type ConvertOptions,
  DoorError,
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
    open: (source) =>
      told(async () => {
        if ('upload' in source) return await openUpload(source.upload)
        const entry = entryOf(source)
        if (entry !== undefined) return await openEntry(entry)
        const output = outputOf(source)
        return output === undefined || output.inGallery ? undefined : await openOther(output)
      }),
    convert: (source, { format, quality, longestSide, signal }: ConvertOptions) =>
      told(async () => {
        const entry = entryOf(source)
        if (entry === undefined) {
          if ('upload' in source) throw noCopies()
          throw notFound('picture of that name')
        }
        const width = widthFor(entry, longestSide)
        const { bytes } = await thumbnailer.convert(join(gallery.root, entry.path), {
          format,
          ...(width !== undefined && { width }),
          ...(quality !== undefined && { quality }),
          ...(signal !== undefined && { signal }),
        })
        return bytes
      }),
    texts: async (bytes) =>
      Object.fromEntries(readMediaFile(createBufferSource(Buffer.from(bytes))).texts),
  }
}

const noCopies = (): DoorError =>
  new DoorError(400, 'invalid_input', 'An upload is had as it was sent, and in no other form.')
