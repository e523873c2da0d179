import { basename, dirname, join } from 'node:path'
import type { Task } from './decoder-protocol.ts'
import { imageVersion } from './image-version.ts'
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
export interface Wanted {
  /** In memory. */
  readonly key: string
  /** Where it belongs on disk. */
  readonly path: string
  readonly contentType: string
  readonly version: string
  readonly etag: string
  readonly task: Task
  /** Undefined where the file's name says already which state of its sources it shows. */
  readonly source: { readonly path: string; readonly state: SourceState } | undefined
  /** Of the files in its folder that match a pattern, only so many are kept, the newest. */
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

export function wantThumbnail(request: ThumbnailRequest, state: SourceState): Wanted {
  const { path, size = 300, format = 'webp' } = request
  checkOneOf('size', size, thumbnailSizes)
  checkOneOf('format', format, thumbnailFormats)
  const version = imageVersion(state)
  return {
    key: thumbnailKey(request),
    path: thumbnailPath(path, { size, format }),
    contentType: `image/${format}`,
    version,
    etag: `"${version}-${size}${format}"`,
    task: { kind: 'thumbnail', source: path, size, format },
    source: { path, state },
    keep: [],
  }
}

/** How many converted copies of one image are kept. */
const conversionsKept = 16

export function wantConversion(path: string, options: ConvertOptions, state: SourceState): Wanted {
  const { format, width, keepMetadata = false } = options
  const name = convertedName(options)
  const folder = join(dirname(path), thumbnailDirectory, convertedDirectory(basename(path)))
  const version = imageVersion(state)
  return {
    key: join(folder, name),
    path: join(folder, name),
    contentType: `image/${format}`,
    version,
    etag: `"${version}-${name}"`,
    task: { kind: 'convert', source: path, format, width, keepMetadata },
    source: { path, state },
    keep: [{ pattern: /^[^.]/, newest: conversionsKept }],
  }
}
