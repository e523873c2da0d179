import type { FileFacts } from './entry-record.ts'

/** An image of the gallery. */
export interface GalleryEntry extends FileFacts {
  /** The result of `imageId(path)`: stable across restarts, safe in a URL. */
  readonly id: string
  /** The path relative to the root, with `/`. */
  readonly path: string
}
