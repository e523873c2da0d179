import type { FileFacts } from './entry-record.ts'

/** One image of the gallery. */
export interface GalleryEntry extends FileFacts {
  /** `imageId(path)`: stable across restarts, safe in a URL. */
  readonly id: string
  /** Relative to the root, with `/`. */
  readonly path: string
}
