import { EventGapError, type Gallery } from '@darkroom/gallery-store'
import type { Message } from '../http/sse.ts'
import { toGalleryImage } from './to-gallery-image.ts'

async function* changes(
  gallery: Gallery,
  options: { after: string; signal: AbortSignal },
): AsyncGenerator<Message> {
  for await (const { eventId, type, id, entry } of gallery.events(options)) {
    const data = entry === undefined ? { id } : toGalleryImage(entry)
    yield { event: type, id: eventId, data }
  }
}

/** All changes after `after`; `reset` where that is too long ago, for the page to load its list anew. */
export async function* galleryMessages(
  gallery: Gallery,
  { after, signal }: { readonly after: string; readonly signal: AbortSignal },
): AsyncGenerator<Message> {
  let from = after
  for (;;) {
    try {
      yield* changes(gallery, { after: from, signal })
      return
    } catch (error) {
      if (!(error instanceof EventGapError)) throw error
    }
    from = gallery.lastEventId()
    yield { event: 'reset', id: from, data: { total: gallery.size } }
  }
}
