import type { FileHandle } from 'node:fs/promises'
import { type Gallery, type GalleryEntry, GalleryReadError } from '@darkroom/gallery-store'

type Opened = AsyncDisposable & { readonly handle: FileHandle }

/** A file for an archive; opened, it is undefined when it has gone since or may not be read. */
export interface ZipFile {
  readonly name: string
  readonly createdMs: number
  readonly open: () => Promise<Opened | undefined>
}

/** Resolves with undefined instead of rejecting for a file that may not be read. */
export async function ifReadable(
  opening: Promise<Opened | undefined>,
): Promise<Opened | undefined> {
  try {
    return await opening
  } catch (error) {
    if (error instanceof GalleryReadError) return undefined
    throw error
  }
}

/** A picture of the gallery. */
export const pictureFile = (gallery: Gallery, { id, name, createdMs }: GalleryEntry): ZipFile => ({
  name,
  createdMs,
  open: () => ifReadable(gallery.open(id)),
})
