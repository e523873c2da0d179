export { createThumbnailer } from './create-thumbnailer.ts'
export {
  CorruptImageError,
  ImageIncompleteError,
  ImageNotFoundError,
  ImageTimeoutError,
  ImageTooLargeError,
  ImageUnreadableError,
  ThumbnailError,
  ThumbnailerBusyError,
  ThumbnailerClosedError,
  UnsupportedImageError,
} from './errors.ts'
export { placeholderThumbnail } from './placeholder-thumbnail.ts'
export { imageVersion } from './source-state.ts'
export { thumbnailPath } from './thumbnail-path.ts'
export type {
  ContactSheetOptions,
  ConvertedFormat,
  ConvertOptions,
  Frame,
  HiddenPixels,
  ImageBytes,
  MaskShape,
  Priority,
  SlideshowOptions,
  SourceState,
  Thumbnail,
  Thumbnailer,
  ThumbnailerHealth,
  ThumbnailerOptions,
  ThumbnailFormat,
  ThumbnailRequest,
  ThumbnailSize,
  WarmResult,
  WorkOptions,
} from './thumbnailer.ts'
