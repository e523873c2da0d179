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
        // A new picture of that name, or the old one again, keeps its files.
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
 * Deletes everything made of a picture that has gone, converted copies included, whoever deleted or moved it. Returns
 * the function that stops this.
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
