import { join } from 'node:path'
import { EventGapError, type Gallery } from '@darkroom/gallery-store'
import type { ThumbnailServices } from './thumbnail-bytes.ts'

interface Warming extends ThumbnailServices {
  readonly gallery: Gallery
}

interface Page {
  readonly items: readonly { readonly path: string }[]
  readonly nextCursor?: string
}

/** The gallery, as far as it tells which thumbnails will be wanted. */
interface Source extends Pick<Gallery, 'events' | 'lastEventId' | 'ready' | 'root'> {
  query(filter: object, page: { limit: number; cursor: string | undefined }): Page
}

/** About as many as a person can scroll through in the first minutes; older ones are made when asked for. */
const backfillImages = 5000
const pageSize = 500

/** Paths of the gallery's images, newest first. */
async function* newestPaths(gallery: Source, signal: AbortSignal): AsyncGenerator<string> {
  await gallery.ready()
  let cursor: string | undefined
  for (let seen = 0; seen < backfillImages && !signal.aborted; seen += pageSize) {
    const page = gallery.query({}, { limit: pageSize, cursor })
    for (const { path } of page.items) yield join(gallery.root, path)
    cursor = page.nextCursor
    if (cursor === undefined) return
  }
}

/**
 * Paths of added and changed images, as it happens. When more come at once than the gallery remembers, for making
 * thumbnails is slower than copying files, all are gone through again from the newest.
 */
export async function* changedPaths(gallery: Source, signal: AbortSignal): AsyncGenerator<string> {
  let after: string | undefined
  for (;;) {
    try {
      for await (const { type, path } of gallery.events({ after, signal })) {
        if (type !== 'removed') yield join(gallery.root, path)
      }
      return
    } catch (error) {
      if (!(error instanceof EventGapError)) throw error
    }
    after = gallery.lastEventId()
    yield* newestPaths(gallery, signal)
  }
}

/**
 * Makes thumbnails before anyone asks: of new pictures at once, and of the newest that lack one. The decoder is a
 * process of the lowest priority and serves requests first, so nobody waits for this. Returns the function that stops
 * it.
 */
export function warmThumbnails({ gallery, thumbnailer, log }: Warming): () => Promise<void> {
  const stop = new AbortController()
  const { signal } = stop
  const warm = async (paths: AsyncIterable<string>): Promise<void> => {
    try {
      await thumbnailer.warm(paths, { signal })
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, 'thumbnails are no longer made ahead')
    }
  }
  const work = Promise.all([
    warm(changedPaths(gallery, signal)),
    warm(newestPaths(gallery, signal)),
  ])
  return async () => {
    stop.abort()
    await work
  }
}
