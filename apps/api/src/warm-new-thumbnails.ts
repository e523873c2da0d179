import { join } from 'node:path'
import type { Services } from './services.ts'

/** Makes the thumbnail of each new picture in the background, before anyone asks. Returns how to stop it. */
export function warmNewThumbnails({
  gallery,
  thumbnailer,
  log,
}: Pick<Services, 'gallery' | 'thumbnailer' | 'log'>): () => Promise<void> {
  const stop = new AbortController()
  const { signal } = stop
  async function* newPaths(): AsyncGenerator<string> {
    for await (const { type, entry } of gallery.events({ signal })) {
      if (type !== 'removed' && entry !== undefined) yield join(gallery.root, entry.path)
    }
  }
  const work = thumbnailer.warm(newPaths(), { signal }).catch((error: unknown) => {
    if (!signal.aborted) log.error({ err: error }, 'thumbnails are no longer made ahead')
  })
  return async () => {
    stop.abort()
    await work
  }
}
