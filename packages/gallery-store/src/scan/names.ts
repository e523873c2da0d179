import { extname } from 'node:path'

/** The endings of pictures and videos. JPEG XL and HEIC are not among them: nothing here decodes them. */
const imageExtensions: ReadonlySet<string> = new Set([
  ...['.png', '.apng', '.jpg', '.jpeg', '.jpe', '.jfif', '.webp', '.gif', '.avif'],
  ...['.mp4', '.m4v', '.mov', '.webm', '.mkv'],
])
const sidecarExtensions: ReadonlySet<string> = new Set(['.json', '.txt'])
const foreignNames: ReadonlySet<string> = new Set([
  // Synology and QNAP.
  '@eaDir',
  '#recycle',
  '#snapshot',
  '@Recycle',
  '@Recently-Snapshot',
  // Windows, macOS, Linux.
  '$RECYCLE.BIN',
  'RECYCLER',
  'System Volume Information',
  '__MACOSX',
  'lost+found',
])
/** Lightroom's folders of previews, `Catalog Previews.lrdata`. */
const foreignEnding = /\.lrdata$/i

/** Whether a name belongs to a system or a tool, as any with a leading dot does. */
export function isIgnoredName(name: string): boolean {
  return name.startsWith('.') || foreignNames.has(name) || foreignEnding.test(name)
}

/** Whether a path leads through no ignored name. */
export function isVisiblePath(path: string): boolean {
  return !path.split('/').some(isIgnoredName)
}

export function isImageName(name: string): boolean {
  return imageExtensions.has(extname(name).toLowerCase())
}

export function isSidecarName(name: string): boolean {
  return sidecarExtensions.has(extname(name).toLowerCase())
}

/** Whether a name is valid: Node decodes bytes that are not UTF-8 as U+FFFD, and such a name opens nothing. */
export function isDecodable(name: string): boolean {
  return !name.includes('\ufffd')
}

/** The sidecar of a whole folder of frames. */
export const sharedSidecar = 'manifest.json'

/** The images that a sidecar of this name may describe. */
export function sidecarOwners(name: string): readonly string[] {
  const stem = name.slice(0, -extname(name).length)
  const stems = [stem, stem.replace(/^prompt(?=$|[_-])/, 'image')]
  const owners = new Set(stems.flatMap((each) => imageNames(each)))
  if (isImageName(stem)) owners.add(stem)
  return [...owners]
}

/** The name of the text for an image: `prompt_007` for `image_007`, `''` for images without such a text. */
export function promptName(imageStem: string): string {
  return /^image(?=$|[_-])/i.test(imageStem) ? `prompt${imageStem.slice('image'.length)}` : ''
}

/** Every image name with that stem, in the usual cases. */
export function imageNames(stem: string): readonly string[] {
  return [...imageExtensions].flatMap((extension) => [
    `${stem}${extension}`,
    `${stem}${extension.toUpperCase()}`,
  ])
}
