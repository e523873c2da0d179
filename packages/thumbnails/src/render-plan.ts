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

/** One image to be found or made. */
export interface RenderPlan {
  /** Key in memory. */
  readonly key: string
  /** Path on disk. */
  readonly path: string
  /** The directory below which the path has no link. */
  readonly base: string
  readonly contentType: string
  readonly version: string
  readonly etag: string
  readonly task: Task
  /** State of the source; undefined where the file's name already tells the state of its sources. */
  readonly source: SourceState | undefined
  /** Only this many newest files that match a pattern are kept in the folder. */
  readonly keep: readonly { readonly pattern: RegExp; readonly newest: number }[]
}

/** Throws for a value that is not allowed: arbitrary sizes would fill the disk. */
function checkOneOf<T>(name: string, value: T, allowed: readonly T[]): void {
  if (!allowed.includes(value)) {
    throw new RangeError(`Expected ${name} to be one of ${allowed.join(', ')}, got ${value}`)
  }
}

/** Key of a thumbnail. Cheap, for a hit in memory costs only this and one look-up. */
export function thumbnailKey({ path, size = 300, format = 'webp' }: ThumbnailRequest): string {
  return size === 300 && format === 'webp' ? path : `${path}\0${size}${format}`
}

interface SourcePlan extends RenderPlan {
  readonly source: SourceState
}

/** Rejects with a `RangeError` for an unknown size or format, and as `statSource` does. */
export async function planThumbnail(request: ThumbnailRequest): Promise<SourcePlan> {
  const { path, size = 300, format = 'webp' } = request
  const source = await statSource(path)
  checkOneOf('size', size, thumbnailSizes)
  checkOneOf('format', format, thumbnailFormats)
  const version = imageVersion(source)
  return {
    key: thumbnailKey(request),
    path: thumbnailPath(path, { size, format }),
    base: dirname(path),
    contentType: `image/${format}`,
    version,
    etag: `"${version}-${size}${format}"`,
    task: { kind: 'thumbnail', source: path, size, format },
    source,
    keep: [],
  }
}

/** Most converted copies kept of one image. */
const conversionsKept = 16

/** Rejects with a `RangeError` for a width or quality that no format can have, and as `statSource` does. */
export async function planConversion(path: string, options: ConvertOptions): Promise<SourcePlan> {
  const { format, width, quality, keepMetadata = false } = options
  if (width !== undefined) checkRange('width', width, { least: 1, most: 16_383 })
  if (quality !== undefined) checkRange('quality', quality, { least: 1, most: 100 })
  const source = await statSource(path)
  const name = convertedName(options)
  const copy = join(dirname(path), thumbnailDirectory, convertedDirectory(basename(path)), name)
  const version = imageVersion(source)
  return {
    key: copy,
    path: copy,
    base: dirname(path),
    contentType: `image/${format}`,
    version,
    etag: `"${version}-${name}"`,
    task: { kind: 'convert', source: path, format, width, quality, keepMetadata },
    source,
    keep: [{ pattern: /^[^.]/, newest: conversionsKept }],
  }
}
