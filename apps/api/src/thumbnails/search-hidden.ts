import { join } from 'node:path'
import { EventGapError, type Gallery, type GalleryEntry } from '@darkroom/gallery-store'
import { readStealthMetadata } from '@darkroom/image-metadata'
import { ThumbnailError, type Thumbnailer, ThumbnailerBusyError } from '@darkroom/thumbnails'
import type { Logger } from 'pino'

interface Searching {
  readonly gallery: Gallery
  readonly thumbnailer: Thumbnailer
  readonly log: Logger
}

const pageSize = 500

/** Whether a text may be hidden in the pixels: of a picture that says nothing else of itself, and was not searched yet. */
const mayHide = (entry: GalleryEntry): boolean =>
  !entry.hiddenRead &&
  !entry.damaged &&
  (entry.format === 'png' || entry.format === 'webp') &&
  entry.source === 'unknown' &&
  Object.keys(entry.recipe).length === 0

/** Searches one picture, and has the gallery remember what was found, or that nothing was. */
async function search(
  { gallery, thumbnailer }: Searching,
  entry: GalleryEntry,
  signal: AbortSignal,
): Promise<void> {
  try {
    const pixels = await thumbnailer.hiddenPixels(join(gallery.root, entry.path), { signal })
    const found = pixels && readStealthMetadata(pixels.rgba, pixels.width, pixels.height)
    gallery.learn(entry, found)
  } catch (error) {
    // Busy means: another time. Whatever else is wrong with the file is wrong until it changes.
    if (!(error instanceof ThumbnailError) || error instanceof ThumbnailerBusyError) throw error
    gallery.learn(entry, undefined)
  }
}

/** Pictures of which nothing is known, newest first, then each as it comes or changes. */
async function* candidates(gallery: Gallery, signal: AbortSignal): AsyncGenerator<GalleryEntry> {
  await gallery.ready()
  let after = gallery.lastEventId()
  for (;;) {
    let cursor: string | undefined
    do {
      const page = gallery.query({ source: 'unknown' }, { limit: pageSize, cursor })
      yield* page.items.filter(mayHide)
      cursor = page.nextCursor
    } while (cursor !== undefined && !signal.aborted)
    try {
      for await (const { entry } of gallery.events({ after, signal })) {
        if (entry !== undefined && mayHide(entry)) yield entry
      }
      return
    } catch (error) {
      if (!(error instanceof EventGapError)) throw error
    }
    after = gallery.lastEventId()
  }
}

/**
 * Looks for metadata hidden in the alpha channel (NovelAI, an extension of A1111), in the decoder's process and one
 * picture at a time, where nothing else was found. Returns the function that stops it.
 */
export function searchHidden(searching: Searching): () => Promise<void> {
  const stop = new AbortController()
  const { signal } = stop
  const work = (async () => {
    try {
      for await (const entry of candidates(searching.gallery, signal)) {
        if (signal.aborted) return
        await search(searching, entry, signal)
      }
    } catch (error) {
      if (!signal.aborted) searching.log.error({ err: error }, 'hidden metadata is no longer read')
    }
  })()
  return async () => {
    stop.abort()
    await work
  }
}
