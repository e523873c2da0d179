import { extname } from 'node:path'
import { fileExtensions, type MediaFormat } from '@darkroom/media-container'

export type OutputKind = 'image' | 'video' | 'audio' | 'text' | '3d' | 'other'

const kinds: Readonly<Record<MediaFormat, OutputKind>> = {
  png: 'image',
  jpeg: 'image',
  webp: 'image',
  gif: 'image',
  avif: 'image',
  jxl: 'image',
  exr: 'image',
  svg: 'image',
  mp4: 'video',
  mov: 'video',
  webm: 'video',
  mkv: 'video',
  flac: 'audio',
  ogg: 'audio',
  mp3: 'audio',
  glb: '3d',
  safetensors: 'other',
  unknown: 'other',
}

export const kindOfFormat = (format: MediaFormat): OutputKind => kinds[format]

/** The extensions of sound in a container that could hold a video as well. */
export const soundOnly: ReadonlySet<string> = new Set(['m4a', 'm4b', 'mka', 'weba', 'aac'])

const scenes: ReadonlySet<string> = new Set([
  ...['gltf', 'obj', 'stl', 'ply', 'fbx', 'dae', '3mf', 'usd', 'usdz'],
  ...['splat', 'ksplat', 'spz', 'sog'],
])
const texts: ReadonlySet<string> = new Set([
  ...['txt', 'md', 'csv', 'tsv', 'json', 'jsonl', 'yaml', 'yml', 'toml', 'xml', 'html', 'htm'],
  ...['srt', 'vtt', 'ass', 'lrc', 'log'],
])
const sounds: ReadonlySet<string> = new Set([...soundOnly, 'wav', 'aif', 'aiff', 'wma'])

/** The extension of a name, in lower case and without a dot. */
export const extensionOf = (name: string): string => extname(name).slice(1).toLowerCase()

/** What a file should be by its name alone. */
export function kindOfName(name: string): OutputKind {
  const extension = extensionOf(name)
  if (sounds.has(extension)) return 'audio'
  if (scenes.has(extension)) return '3d'
  if (texts.has(extension)) return 'text'
  return kindOfFormat(fileExtensions.get(extension) ?? 'unknown')
}
