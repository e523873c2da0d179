export {
  EventGapError,
  GalleryClosedError,
  GalleryError,
  GalleryReadError,
  GalleryWriteError,
  InvalidCursorError,
  InvalidPathError,
  InvalidQueryError,
  MetadataModuleError,
  TurnLostError,
} from './errors.ts'
export { checkFolder } from './files/check-path.ts'
export type {
  Annotation,
  DeletedImage,
  Gallery,
  GalleryEvent,
  GalleryLogger,
  GalleryOptions,
  HiddenFacts,
  ImageOutcome,
  OpenImage,
  SidecarChange,
  TrashedImage,
} from './gallery.ts'
export type { GalleryEntry } from './gallery-entry.ts'
export type {
  FacetValue,
  GalleryFacets,
  GalleryFilter,
  GalleryIds,
  GalleryPage,
  GalleryPrompt,
  GalleryResult,
  GallerySort,
  GalleryStatistics,
  SizeFacet,
} from './gallery-query.ts'
export { imageId } from './image-id.ts'
export {
  type ByteSource,
  type ImageDescription,
  type ImageFacts,
  type MetadataModule,
  type Sidecar,
  unknownImage,
} from './metadata-module.ts'
export { openGallery } from './open-gallery.ts'
export type { FolderMarker } from './scan/scan-protocol.ts'
