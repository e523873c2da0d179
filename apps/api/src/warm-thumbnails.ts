import { join } from 'node:path'
import type { Services } from './services.ts'

type Warming = Pick<Services, 'gallery' | 'thumbnailer' | 'log'>

/** What a person can scroll through in the first minutes; older ones are made when asked for. */
const backfillImages = 5000
const pageSize = 500

/** The newest images there are, newest first. */
async function* newestPaths({ gallery }: Warming, signal: AbortSignal): AsyncGenerator<string> {
  await gallery.ready()
  let cursor: string | undefined
  for (let seen = 0; seen < backfillImages && !signal.aborted; seen += pageSize) {
    const page = gallery.query({}, { limit: pageSize, cursor })
    for (const { path } of page.items) yield join(gallery.root, path)
    cursor = page.nextCursor
    if (cursor === undefined) return
  }
}

/** Every image that is added or changed, as it happens. */
async function* newPaths({ gallery }: Warming, signal: AbortSignal): AsyncGenerator<string> {
  for await (const { type, entry } of gallery.events({ signal })) {
    if (type !== 'removed' && entry !== undefined) yield join(gallery.root, entry.path)
  }
}

/**
 * Makes thumbnails before anyone asks: of new pictures at once, and of the newest that lack one. The decoder is a
 * process of the lowest priority and serves what is asked for first, so nobody waits for this. Returns how to stop it.
 */
export function warmThumbnails(warming: Warming): () => Promise<void> {
  const { thumbnailer, log } = warming
  const stop = new AbortController()
  const { signal } = stop
  const warm = async (paths: AsyncIterable<string>): Promise<void> => {
    try {
      await thumbnailer.warm(paths, { signal })
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, 'thumbnails are no longer made ahead')
    }
  }
  const work = Promise.all([warm(newPaths(warming, signal)), warm(newestPaths(warming, signal))])
  return async () => {
    stop.abort()
    await work
  }
}
