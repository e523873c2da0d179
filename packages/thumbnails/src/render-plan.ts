import { basename, dirname, join } from 'node:path'
import { checkRange } from './check-range.ts'
import type { Task } from './decoder-protocol.ts'
import { imageVersion, statSource } from './source-state.ts'
import {
  convertedDirectory,
  convertedName,
  thumbnailDirectory,
  thumbnailFormats,
  thumbnailPath,
  thumbnailSizes,
} from './thumbnail-path.ts'
import type { ConvertOptions, SourceState, ThumbnailRequest } from './thumbnailer.ts'

/** One image to be found or made, as everybody on the way to the decoder knows it. */
export interface RenderPlan {
  /** Its name in memory. */
  readonly key: string
  /** Its place on disk. */
  readonly path: string
  readonly contentType: string
  readonly version: string
  readonly etag: string
  readonly task: Task
  /** Undefined where the file's name says already which state of its sources it shows. */
  readonly source: SourceState | undefined
  /** Only the newest files in its folder that match a pattern are kept, so many. */
  readonly keep: readonly { readonly pattern: RegExp; readonly newest: number }[]
}

/** Sizes that nobody agreed on would fill the disk. */
function checkOneOf<T>(name: string, value: T, allowed: readonly T[]): void {
  if (!allowed.includes(value)) {
    throw new RangeError(`Expected ${name} to be one of ${allowed.join(', ')}, got ${value}`)
  }
}

/** Cheap: this is all that a hit in memory costs, with one look-up. */
export function thumbnailKey({ path, size = 300, format = 'webp' }: ThumbnailRequest): string {
  return size === 300 && format === 'webp' ? path : `${path}\0${size}${format}`
}

interface SourcePlan extends RenderPlan {
  readonly source: SourceState
}

/** Rejects with a `RangeError` for a size or format that there is not, and as `statSource` does. */
export async function planThumbnail(request: ThumbnailRequest): Promise<SourcePlan> {
  const { path, size = 300, format = 'webp' } = request
  const source = await statSource(path)
  checkOneOf('size', size, thumbnailSizes)
  checkOneOf('format', format, thumbnailFormats)
  const version = imageVersion(source)
  return {
    key: thumbnailKey(request),
    path: thumbnailPath(path, { size, format }),
    contentType: `image/${format}`,
    version,
    etag: `"${version}-${size}${format}"`,
    task: { kind: 'thumbnail', source: path, size, format },
    source,
    keep: [],
  }
}

/** Converted copies that are kept of one image. */
const conversionsKept = 16

/** Rejects with a `RangeError` for a width that no format can have, and as `statSource` does. */
export async function planConversion(path: string, options: ConvertOptions): Promise<SourcePlan> {
  const { format, width, keepMetadata = false } = options
  if (width !== undefined) checkRange('width', width, { least: 1, most: 16_383 })
  const source = await statSource(path)
  const name = convertedName(options)
  const copy = join(dirname(path), thumbnailDirectory, convertedDirectory(basename(path)), name)
  const version = imageVersion(source)
  return {
    key: copy,
    path: copy,
    contentType: `image/${format}`,
    version,
    etag: `"${version}-${name}"`,
    task: { kind: 'convert', source: path, format, width, keepMetadata },
    source,
    keep: [{ pattern: /^[^.]/, newest: conversionsKept }],
  }
}
