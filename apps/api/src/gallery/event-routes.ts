import { EventGapError, type Gallery } from '@darkroom/gallery-store'
import { eventStream, lastEventIdHeader } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { invalid } from '../http/responses.ts'
import { sendEvents, toMessage } from '../http/sse.ts'
import { toGalleryImage } from './to-gallery-image.ts'

async function* changes(
  gallery: Gallery,
  options: { after: string; signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  for await (const { eventId, type, id, entry } of gallery.events(options)) {
    const data = entry === undefined ? { id } : toGalleryImage(entry)
    yield toMessage({ event: type, id: eventId, data })
  }
}

/**
 * All events after `after`; `reset` where that is too long ago, for the page to load its list anew. A listener without
 * an id gets one at once, for nothing may happen before the connection is lost.
 */
async function* messages(
  gallery: Gallery,
  after: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let from = after ?? gallery.lastEventId()
  if (after === undefined) yield toMessage({ id: from })
  for (;;) {
    try {
      yield* changes(gallery, { after: from, signal })
      return
    } catch (error) {
      if (!(error instanceof EventGapError)) throw error
    }
    from = gallery.lastEventId()
    yield toMessage({ event: 'reset', id: from, data: { total: gallery.size } })
  }
}

export const galleryEventRoutes = ({
  gallery,
  stopping,
}: {
  readonly gallery: Gallery
  readonly stopping: AbortSignal
}) =>
  [
    defineRoute({
      method: 'get',
      path: '/api/gallery/events',
      operationId: 'followGallery',
      tags: ['Gallery'],
      summary: 'Follow the gallery',
      request: { headers: lastEventIdHeader },
      responses: {
        ...eventStream(
          'Server-sent events `added`, `changed`, `removed`; `reset` when too much was missed.',
        ),
        ...invalid,
      },
    }).handle((c) => {
      const after = c.req.valid('header')['last-event-id']
      return sendEvents(c, stopping, (signal) => messages(gallery, after, signal))
    }),
  ] as const
