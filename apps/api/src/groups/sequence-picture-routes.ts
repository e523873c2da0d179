import { join } from 'node:path'
import type { SequenceView } from '@darkroom/generation'
import type { Frame } from '@darkroom/thumbnails'
import { z } from '@hono/zod-openapi'
import { sendZip, zipResponse } from '../gallery/send-zip.ts'
import { lastEventIdHeader, nothingMore } from '../generate/event-routes.ts'
import { isEnded } from '../generate/is-ended.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound, ProblemError } from '../http/problem.ts'
import { conflict, invalid, missing, unavailable } from '../http/responses.ts'
import { sendBytes } from '../http/send-bytes.ts'
import { sendEvents, sendRest } from '../http/sse.ts'
import type { Services } from '../services.ts'
import { groupMessages } from './group-messages.ts'
import { sequenceIdParam } from './sequence-schemas.ts'

const tags = ['Sequence']
const webp = {
  200: {
    description: 'WebP',
    content: { 'image/webp': { schema: z.string().openapi({ format: 'binary' }) } },
  },
  304: { description: 'Not changed' },
}

/** Every frame, with its picture where there is one. */
const toFrames = (view: SequenceView, { gallery }: Services): Frame[] =>
  view.jobs.map(({ part, images }) => {
    const [image] = images
    const entry = image === undefined ? undefined : gallery.findByPath(image.path)
    return {
      path: entry === undefined ? undefined : join(gallery.root, entry.path),
      number: part?.kind === 'sequence' ? part.frameNumber : undefined,
      label: part?.kind === 'sequence' ? part.shotType : undefined,
    }
  })

export const sequencePictureRoutes = (services: Services) => {
  const { generation, gallery, thumbnailer, config } = services
  const directory = join(config.STATE_PATH, 'sequence-pictures')
  const known = (id: string): SequenceView => {
    const sequence = generation.getSequence(id)
    if (sequence === undefined) throw notFound(`sequence ${id} that is generated`)
    return sequence
  }
  const framesOf = (id: string): Frame[] => {
    const frames = toFrames(known(id), services)
    if (frames.some(({ path }) => path !== undefined)) return frames
    throw new ProblemError(409, 'no_frames', 'No frame of this sequence is finished yet.')
  }
  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/sequence/{sequence_id}/slideshow.webp',
        tags,
        summary: 'The frames one after the other, as an animated WebP',
        description: 'Of the frames that are finished.',
        request: {
          params: sequenceIdParam,
          query: z.object({
            frame_ms: z.coerce.number<string>().int().min(20).max(60_000).default(1500),
            width: z.coerce.number<string>().int().min(64).max(1600).optional(),
          }),
        },
        responses: { ...webp, ...invalid, ...missing, ...conflict, ...unavailable },
      },
      async (c) => {
        const { sequence_id } = c.req.valid('param')
        const frames = framesOf(sequence_id)
        const { frame_ms, width } = c.req.valid('query')
        const made = await thumbnailer.slideshow(frames, {
          directory,
          name: `slideshow-${sequence_id}`,
          frameMs: frame_ms,
          width,
          signal: c.req.raw.signal,
        })
        return sendBytes(c, made, { 'cache-control': 'no-cache' })
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/sequence/{sequence_id}/contact-sheet.webp',
        tags,
        summary: 'All frames in a grid, with their numbers',
        request: {
          params: sequenceIdParam,
          query: z.object({
            columns: z.coerce.number<string>().int().min(1).max(50).optional(),
            cell: z.coerce.number<string>().int().min(64).max(512).optional(),
          }),
        },
        responses: { ...webp, ...invalid, ...missing, ...conflict, ...unavailable },
      },
      async (c) => {
        const { sequence_id } = c.req.valid('param')
        const frames = framesOf(sequence_id)
        const made = await thumbnailer.contactSheet(frames, {
          directory,
          name: `contact-sheet-${sequence_id}`,
          ...c.req.valid('query'),
          signal: c.req.raw.signal,
        })
        return sendBytes(c, made, { 'cache-control': 'no-cache' })
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/sequence/{sequence_id}/archive',
        tags,
        summary: 'The finished frames as a ZIP, named in their order',
        request: { params: sequenceIdParam },
        responses: { ...zipResponse, ...invalid, ...missing },
      },
      (c) => {
        const { sequence_id } = c.req.valid('param')
        const members = known(sequence_id).jobs.flatMap(({ images: [image] }) => {
          const entry = image === undefined ? undefined : gallery.findByPath(image.path)
          return entry === undefined ? [] : [{ entry, name: entry.name }]
        })
        return sendZip(gallery, members, `sequence_${sequence_id.slice(0, 8)}.zip`)
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/sequence/{sequence_id}/events',
        tags,
        summary: 'Follow a sequence',
        request: { params: sequenceIdParam, headers: lastEventIdHeader },
        responses: {
          200: {
            description:
              'Server-sent events of all its jobs, and `group`: how it stands. It ends when `status` there does.',
            content: { 'text/event-stream': { schema: z.string() } },
          },
          ...nothingMore,
          ...invalid,
          ...missing,
        },
      },
      (c) => {
        const { sequence_id } = c.req.valid('param')
        const hasEnded = isEnded(known(sequence_id))
        const after = c.req.valid('header')['last-event-id']
        const send = after !== undefined && hasEnded ? sendRest : sendEvents
        return send(c, services.stopping, (signal) =>
          groupMessages(services, { groupId: sequence_id, after, signal }),
        )
      },
    ),
  ] as const
}
