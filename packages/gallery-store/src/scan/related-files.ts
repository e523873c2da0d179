import { lstatSync, type Stats } from 'node:fs'
import { extname, join } from 'node:path'
import type { MetadataModule } from '../metadata-module.ts'
import { imageNames, sharedSidecar } from './names.ts'
import type { RelatedFiles } from './scan-protocol.ts'

const thumbnailSizes = ['', '.150', '.300', '.600', '.1200']
const thumbnailExtensions = ['webp', 'avif', 'jpg', 'png']

/** The files that belong to only one image. Names are relative to its directory. */
export function findRelatedFiles(
  module: MetadataModule,
  absoluteDirectory: string,
  name: string,
): RelatedFiles {
  const exists = (other: string): boolean => isFile(join(absoluteDirectory, other))
  const stem = name.slice(0, -extname(name).length)
  const hasTwin = imageNames(stem).some((twin) => !isSameName(twin, name) && exists(twin))
  const isOwn = (sidecar: string): boolean =>
    sidecar !== sharedSidecar && (!hasTwin || sidecar.startsWith(name))
  const own = module.sidecarNames(name).filter(isOwn)
  const sidecars = own.filter(exists)
  // A link is not used, since it may lead anywhere.
  const free = own.filter((sidecar) => !isThere(join(absoluteDirectory, sidecar)))
  const json = [...sidecars, ...free].find((sidecar) => sidecar.endsWith('.json'))
  const thumbnails = thumbnailSizes.flatMap((size) =>
    thumbnailExtensions.map((extension) => `.thumbnails/${name}${size}.${extension}`),
  )
  return {
    sidecars,
    thumbnails: thumbnails.filter(exists),
    annotations: json ?? `${name}.json`,
  }
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
