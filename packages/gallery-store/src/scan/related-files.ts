import { lstatSync, readdirSync, type Stats } from 'node:fs'
import { extname } from 'node:path'
import { holdDirectorySync } from '@darkroom/foundation'
import type { MetadataModule } from '../metadata-module.ts'
import { joinPath, splitPath } from '../table/join-path.ts'
import { imageNames, sharedSidecar } from './names.ts'
import type { FileName, RelatedFiles } from './scan-protocol.ts'

const mayFoldNames = process.platform === 'darwin' || process.platform === 'win32'
const thumbnailDirectory = '.thumbnails'
const thumbnailSizes = ['', '.150', '.300', '.600', '.1200']
const thumbnailExtensions = ['webp', 'avif', 'jpg', 'png']

/** From how many images of a directory on it is listed, which is then quicker than asking for each possible name. */
const many = 8

/** Whether a directory may have a file of this name; only `false` is sure. */
type MayHave = (directory: string, name: string) => boolean

/** Makes a quick look into the directories of these images, which is good for as long as what they had is known. */
export function listDirectories(root: string, files: readonly FileName[]): MayHave {
  const counts = Map.groupBy(files, ({ directory }) => directory)
  const listings = new Map<string, ReadonlySet<string> | undefined>()
  const list = (directory: string): ReadonlySet<string> | undefined => {
    try {
      using held = holdDirectorySync(root, directory)
      return new Set(readdirSync(held.path))
    } catch {
      return undefined
    }
  }
  return (directory, name) => {
    const images =
      splitPath(directory).name === thumbnailDirectory ? splitPath(directory).directory : directory
    // Where names differ in case and are one, a list does not tell what is there.
    if (mayFoldNames || (counts.get(images)?.length ?? 0) < many) return true
    if (!listings.has(directory)) listings.set(directory, list(directory))
    return listings.get(directory)?.has(name) ?? true
  }
}

/** The files that belong to only one image. Names are relative to its directory. */
export function findRelatedFiles(
  module: MetadataModule,
  { root, mayHave }: { readonly root: string; readonly mayHave: MayHave },
  { directory, name }: FileName,
): RelatedFiles {
  using held = holdDirectorySync(root, directory)
  const exists = (other: string): boolean => mayHave(directory, other) && isFile(held.at(other))
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
    thumbnails: findThumbnails({ root, mayHave }, joinPath(directory, thumbnailDirectory), name),
    annotations: json ?? `${name}.json`,
  }
}

function findThumbnails(
  { root, mayHave }: { readonly root: string; readonly mayHave: MayHave },
  directory: string,
  name: string,
): readonly string[] {
  const possible = thumbnailSizes
    .flatMap((size) => thumbnailExtensions.map((extension) => `${name}${size}.${extension}`))
    .filter((each) => mayHave(directory, each))
  if (possible.length === 0) return []
  try {
    using place = holdDirectorySync(root, directory)
    const present = possible.filter((each) => isFile(place.at(each)))
    return present.map((each) => `${thumbnailDirectory}/${each}`)
  } catch {
    // There are none, or they are behind a link and not ours to move.
    return []
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
