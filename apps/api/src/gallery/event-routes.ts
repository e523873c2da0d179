import type { Gallery } from '@darkroom/gallery-store'
import { eventStream, lastEventIdHeader } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { invalid } from '../http/responses.ts'
import { type Message, sendEvents } from '../http/sse.ts'
import { galleryMessages } from './gallery-messages.ts'

/** A listener without an id gets one at once, for nothing may happen before the connection is lost. */
async function* messages(
  gallery: Gallery,
  after: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Message> {
  const from = after ?? gallery.lastEventId()
  if (after === undefined) yield { id: from }
  yield* galleryMessages(gallery, { after: from, signal })
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
