import { join } from 'node:path'
import { EventGapError, type Gallery } from '@darkroom/gallery-store'
import type { ThumbnailServices } from './thumbnail-bytes.ts'

interface Tidying extends ThumbnailServices {
  readonly gallery: Gallery
}

async function tidy({ gallery, thumbnailer, log }: Tidying, signal: AbortSignal): Promise<void> {
  let after: string | undefined
  for (;;) {
    try {
      for await (const { type, path } of gallery.events({ after, signal })) {
        // Not if there is a new picture of that name already, or the old one again.
        if (type !== 'removed' || gallery.findByPath(path) !== undefined) continue
        await thumbnailer.remove(join(gallery.root, path))
      }
      return
    } catch (error) {
      if (!(error instanceof EventGapError)) throw error
      log.warn({ after: error.after }, 'some thumbnails of deleted pictures may be left')
    }
    after = gallery.lastEventId()
  }
}

/**
 * Deletes what was made of a picture, converted copies included, when it has gone, whoever deleted or moved it.
 * Returns how to stop it.
 */
export function tidyThumbnails(tidying: Tidying): () => Promise<void> {
  const stop = new AbortController()
  const work = tidy(tidying, stop.signal).catch((error: unknown) => {
    tidying.log.error({ err: error }, 'thumbnails of deleted pictures are no longer removed')
  })
  return async () => {
    stop.abort()
    await work
  }
}
