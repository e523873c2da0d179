import { fileExtensions, type MediaFile } from '@darkroom/media-container'
import {
  extensionOf,
  kindOfFormat,
  kindOfName,
  type OutputKind,
  soundOnly,
} from '../job/output-kind.ts'

/** What a file is, and the extension, without a dot, under which the gallery's folder keeps it. */
export interface FileType {
  readonly kind: OutputKind
  readonly mediaType: string
  readonly extension: string
  /** Whether it is a picture or video as the gallery lists them. */
  readonly inGallery: boolean
}

type Format = MediaFile['format']

/** What the gallery lists: pictures and videos that it can decode. */
const listed: ReadonlySet<Format> = new Set<Format>([
  ...(['png', 'jpeg', 'webp', 'gif', 'avif'] as const),
  ...(['mp4', 'mov', 'webm', 'mkv'] as const),
])

/** Sound in a container of videos has an extension of its own, or the gallery would list it. */
const soundTypes: Partial<Record<Format, readonly [extension: string, mediaType: string]>> = {
  mp4: ['m4a', 'audio/mp4'],
  mov: ['m4a', 'audio/mp4'],
  webm: ['weba', 'audio/webm'],
  mkv: ['mka', 'audio/matroska'],
}

/** Extensions of one format that say more than its usual one. */
const finer: ReadonlySet<string> = new Set(['opus', 'latent'])

/** The type of a file by its bytes, and by its name where they do not tell. */
export function typeOfFile(
  name: string,
  { format, mediaType }: Pick<MediaFile, 'format' | 'mediaType'>,
): FileType {
  if (format === 'unknown') return typeOfName(name)
  const own = extensionOf(name)
  const sound = soundOnly.has(own) ? soundTypes[format] : undefined
  if (sound !== undefined) {
    return { kind: 'audio', mediaType: sound[1], extension: sound[0], inGallery: false }
  }
  const isFiner = finer.has(own) && fileExtensions.get(own) === format
  const extension = isFiner ? own : format === 'jpeg' ? 'jpg' : format
  return { kind: kindOfFormat(format), mediaType, extension, inGallery: listed.has(format) }
}

/** Media types of files that no bytes at their beginning tell. */
const mediaTypesByName: Readonly<Record<string, string>> = {
  gltf: 'model/gltf+json',
  obj: 'model/obj',
  stl: 'model/stl',
  wav: 'audio/wav',
  aac: 'audio/aac',
}

/** The type of a file by its name alone. */
export function typeOfName(name: string): FileType {
  const kind = kindOfName(name)
  if (kind === 'text') {
    return { kind, mediaType: 'text/plain', extension: 'txt', inGallery: false }
  }
  const own = extensionOf(name)
  const isOwn = /^[a-z0-9]{1,8}$/.test(own) && !fileExtensions.has(own)
  return {
    kind: isOwn ? kind : 'other',
    mediaType: mediaTypesByName[own] ?? 'application/octet-stream',
    extension: isOwn ? own : 'bin',
    inGallery: false,
  }
}

/** Formats whose files are refused when their bytes are not of any known format. */
export const isToldByBytes = (name: string): boolean => {
  const format = fileExtensions.get(extensionOf(name))
  return format !== undefined && (listed.has(format) || format === 'glb' || format === 'flac')
}
