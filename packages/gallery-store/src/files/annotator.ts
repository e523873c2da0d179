import { createTurns } from '@darkroom/foundation'
import { GalleryError } from '../errors.ts'
import type { Annotation, GalleryOptions } from '../gallery.ts'
import type { GalleryEntry } from '../gallery-entry.ts'
import type { FileActions } from './file-actions.ts'
import { toSidecarChange } from './to-sidecar-change.ts'

interface AnnotatorOptions extends Pick<GalleryOptions, 'updateSidecar'> {
  readonly actions: Pick<FileActions, 'annotate'>
  readonly get: (id: string) => GalleryEntry | undefined
  readonly refresh: (path: string) => Promise<GalleryEntry | undefined>
}

/** Makes the function that annotates: one image after the other, so that each change sees the tags of the one before. */
export function createAnnotator({ actions, updateSidecar, get, refresh }: AnnotatorOptions) {
  const inTurn = createTurns()
  return async (id: string, change: Annotation): Promise<GalleryEntry | undefined> => {
    if (updateSidecar === undefined) {
      throw new GalleryError('annotate() needs the option updateSidecar')
    }
    return await inTurn(async () => {
      const entry = get(id)
      if (entry === undefined) return undefined
      await actions.annotate(entry, toSidecarChange(entry.tags, change), updateSidecar)
      return await refresh(entry.path)
    })
  }
}
