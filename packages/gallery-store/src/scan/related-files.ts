import { lstatSync, type Stats } from 'node:fs'
import { extname } from 'node:path'
import { type HeldDirectory, holdDirectorySync } from '@darkroom/foundation'
import type { MetadataModule } from '../metadata-module.ts'
import { joinPath } from '../table/join-path.ts'
import { imageNames, sharedSidecar } from './names.ts'
import type { FileName, RelatedFiles } from './scan-protocol.ts'

const thumbnailDirectory = '.thumbnails'
const thumbnailSizes = ['', '.150', '.300', '.600', '.1200']
const thumbnailExtensions = ['webp', 'avif', 'jpg', 'png']

/** The files that belong to only one image. Names are relative to its directory. */
export function findRelatedFiles(
  module: MetadataModule,
  root: string,
  { directory, name }: FileName,
): RelatedFiles {
  using held = holdDirectorySync(root, directory)
  const exists = (other: string): boolean => isFile(held.at(other))
  const stem = name.slice(0, -extname(name).length)
  const hasTwin = imageNames(stem).some((twin) => !isSameName(twin, name) && exists(twin))
  const isOwn = (sidecar: string): boolean =>
    sidecar !== sharedSidecar && (!hasTwin || sidecar.startsWith(name))
  const own = module.sidecarNames(name).filter(isOwn)
  const sidecars = own.filter(exists)
  // A link is not used, since it may lead anywhere.
  const free = own.filter((sidecar) => !isThere(held.at(sidecar)))
  const json = [...sidecars, ...free].find((sidecar) => sidecar.endsWith('.json'))
  return {
    sidecars,
    thumbnails: findThumbnails(root, directory, name),
    annotations: json ?? `${name}.json`,
  }
}

function findThumbnails(root: string, directory: string, name: string): readonly string[] {
  let held: HeldDirectory & Disposable
  try {
    held = holdDirectorySync(root, joinPath(directory, thumbnailDirectory))
  } catch {
    // There are none, or they are behind a link and not ours to move.
    return []
  }
  using place = held
  const names = thumbnailSizes.flatMap((size) =>
    thumbnailExtensions.map((extension) => `${name}${size}.${extension}`),
  )
  const present = names.filter((each) => isFile(place.at(each)))
  return present.map((each) => `${thumbnailDirectory}/${each}`)
}

/** Whether two names are equal; on a case-insensitive volume `A.png` is `a.png`. */
function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function isFile(path: string): boolean {
  return lstat(path)?.isFile() === true
}

function isThere(path: string): boolean {
  return lstat(path) !== undefined
}

function lstat(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
