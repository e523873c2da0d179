/** The formats that are told apart by their bytes. */
export type MediaFormat =
  | 'png'
  | 'jpeg'
  | 'webp'
  | 'gif'
  | 'avif'
  | 'jxl'
  | 'exr'
  | 'svg'
  | 'mp4'
  | 'mov'
  | 'webm'
  | 'mkv'
  | 'flac'
  | 'ogg'
  | 'mp3'
  | 'glb'
  | 'safetensors'
  | 'unknown'

/** The media type of each format that is read; `''` for a file that is none of them. */
export const mediaTypes: Readonly<Record<MediaFormat, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  jxl: 'image/jxl',
  exr: 'image/x-exr',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mkv: 'video/matroska',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
  glb: 'model/gltf-binary',
  safetensors: 'application/octet-stream',
  unknown: '',
}

/** The extensions, in lower case and without a dot, of files that are worth reading, with their usual format. */
export const fileExtensions: ReadonlyMap<string, MediaFormat> = new Map([
  ['png', 'png'],
  ['apng', 'png'],
  ['jpg', 'jpeg'],
  ['jpeg', 'jpeg'],
  ['jpe', 'jpeg'],
  ['jfif', 'jpeg'],
  ['webp', 'webp'],
  ['gif', 'gif'],
  ['avif', 'avif'],
  ['jxl', 'jxl'],
  ['exr', 'exr'],
  ['svg', 'svg'],
  ['mp4', 'mp4'],
  ['m4v', 'mp4'],
  ['mov', 'mov'],
  ['webm', 'webm'],
  ['mkv', 'mkv'],
  ['flac', 'flac'],
  ['ogg', 'ogg'],
  ['oga', 'ogg'],
  ['opus', 'ogg'],
  ['mp3', 'mp3'],
  ['glb', 'glb'],
  ['safetensors', 'safetensors'],
  ['latent', 'safetensors'],
])
