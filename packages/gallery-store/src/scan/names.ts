import { extname } from 'node:path'

const imageExtensions: ReadonlySet<string> = new Set(['.png', '.jpg', '.jpeg', '.webp'])
const sidecarExtensions: ReadonlySet<string> = new Set(['.json', '.txt'])
const foreignNames: ReadonlySet<string> = new Set([
  '@eaDir',
  '#recycle',
  '$RECYCLE.BIN',
  '__MACOSX',
  'lost+found',
  'System Volume Information',
])

/** Belongs to a system or a tool, as does every name with a leading dot. */
export function isIgnoredName(name: string): boolean {
  return name.startsWith('.') || foreignNames.has(name)
}

export function isImageName(name: string): boolean {
  return imageExtensions.has(extname(name).toLowerCase())
}

export function isSidecarName(name: string): boolean {
  return sidecarExtensions.has(extname(name).toLowerCase())
}

/** Node decodes bytes that are no UTF-8 as U+FFFD; such a name opens nothing. */
export function isDecodable(name: string): boolean {
  return !name.includes('\ufffd')
}

/** Describes a whole folder of frames. */
export const sharedSidecar = 'manifest.json'

/** The images that a sidecar of this name may describe. */
export function sidecarOwners(name: string): readonly string[] {
  const stem = name.slice(0, -extname(name).length)
  const stems = [stem, stem.replace(/^prompt(?=$|[_-])/, 'image')]
  const owners = new Set(stems.flatMap((each) => imageNames(each)))
  if (isImageName(stem)) owners.add(stem)
  return [...owners]
}

/** `prompt_007` is the text beside `image_007`; `''` for images that have none of that kind. */
export function promptName(imageStem: string): string {
  return /^image(?=$|[_-])/i.test(imageStem) ? `prompt${imageStem.slice('image'.length)}` : ''
}

/** Every image name of that stem, in the cases that occur. */
export function imageNames(stem: string): readonly string[] {
  return [...imageExtensions].flatMap((extension) => [
    `${stem}${extension}`,
    `${stem}${extension.toUpperCase()}`,
  ])
}
