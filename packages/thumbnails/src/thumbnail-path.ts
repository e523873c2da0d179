import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import type { ConvertOptions, ThumbnailFormat, ThumbnailSize } from './thumbnailer.ts'

export const thumbnailDirectory = '.thumbnails'
export const thumbnailSizes: readonly ThumbnailSize[] = [150, 300, 600, 1200]
export const thumbnailFormats: readonly ThumbnailFormat[] = ['webp', 'avif']

/** Names that Windows refuses: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const illegalOnWindows = /[<>:"/\\|?*\p{Cc}]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu
/** Names that would mean something else in the same folder. */
const ambiguous = /^\.|^h-[0-9a-f]{20}$|\.(?:150|300|600|1200)$/
const longestName = 200

/** The image's own name where every file system accepts it with an ending, else a hash of it. */
export function safeName(name: string): string {
  const isSafe =
    name !== '' &&
    Buffer.byteLength(name) <= longestName &&
    !illegalOnWindows.test(name) &&
    !ambiguous.test(name)
  return isSafe ? name : `h-${createHash('sha1').update(name).digest('hex').slice(0, 20)}`
}

/** `<name>.webp` for the default size and format, `<name>.<size>.<format>` for the others. */
export function thumbnailName(
  name: string,
  { size, format }: { size: ThumbnailSize; format: ThumbnailFormat },
): string {
  const isUsual = size === 300 && format === 'webp'
  return `${safeName(name)}${isUsual ? '' : `.${size}`}.${format}`
}

/** Path of an image's thumbnail, beside the image. */
export function thumbnailPath(
  path: string,
  { size = 300, format = 'webp' }: { size?: ThumbnailSize; format?: ThumbnailFormat } = {},
): string {
  return join(dirname(path), thumbnailDirectory, thumbnailName(basename(path), { size, format }))
}

/** Folder of all converted copies of one image, relative to the folder of thumbnails. */
export const convertedDirectory = (name: string): string => join('.converted', safeName(name))

export function convertedName({ format, width, quality, keepMetadata }: ConvertOptions): string {
  const ofQuality = quality === undefined ? '' : `-q${quality}`
  return `${width ?? 'full'}${ofQuality}${keepMetadata ? '-metadata' : ''}.${format}`
}
