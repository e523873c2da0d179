export type { Json, JsonObject } from '@darkroom/foundation'
export {
  type ByteSource,
  createBufferSource,
  fileExtensions,
  mediaTypes,
} from '@darkroom/media-container'
export type {
  GenerationMetadata,
  ImageFormat,
  ImageMetadata,
  ImageSource,
} from './image-metadata.ts'
export { type ImageFile, type ReadOptions, readImageMetadata } from './read-image-metadata.ts'
export type { Sidecar } from './sidecars/read-sidecars.ts'
export { sidecarNames } from './sidecars/sidecar-names.ts'
export { type SidecarChanges, updateSidecar } from './sidecars/update-sidecar.ts'
export { readStealthMetadata } from './stealth.ts'
