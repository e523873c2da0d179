import type { Gallery } from '@darkroom/gallery-store'
import type { JobView } from '@darkroom/generation'
import { ifReadable, pictureFile, type ZipFile } from '../gallery/zip-files.ts'
import { openOutput } from './open-output.ts'

/** All files of a job for an archive, but for pictures that the gallery no longer has. */
export const filesOfJob = (
  { outputs, createdAt, finishedAt = createdAt }: JobView,
  {
    gallery,
    config,
  }: { readonly gallery: Gallery; readonly config: { readonly GALLERY_STORAGE_PATH: string } },
): readonly ZipFile[] =>
  outputs.flatMap(({ inGallery, path }) => {
    if (!inGallery) {
      return {
        name: path.split('/').at(-1) ?? path,
        createdMs: finishedAt,
        open: () => ifReadable(openOutput(config.GALLERY_STORAGE_PATH, path)),
      }
    }
    const entry = gallery.findByPath(path)
    return entry === undefined ? [] : pictureFile(gallery, entry)
  })
