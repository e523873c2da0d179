import { join } from 'node:path'
import type { Gallery } from '@darkroom/gallery-store'
import type { Generation } from '@darkroom/generation'
import type { Frame, Thumbnailer } from '@darkroom/thumbnails'
import { z } from '@hono/zod-openapi'
import { binary, notModified } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { ProblemError } from '../http/problem.ts'
import { conflict, invalid, missing, unavailable } from '../http/responses.ts'
import { sendBytes } from '../http/send-bytes.ts'
import { sequenceIdParam } from '../stories/story-schemas.ts'
import { knownGroup } from './known-group.ts'

interface PictureServices {
  readonly generation: Generation
  readonly gallery: Gallery
  readonly thumbnailer: Thumbnailer
  readonly config: { readonly STATE_PATH: string }
}

const tags = ['Sequence']
const picture = {
  200: { description: 'WebP', content: { 'image/webp': binary } },
  ...notModified,
  ...invalid,
  ...missing,
  ...conflict,
  ...unavailable,
}

export const sequencePictureRoutes = (services: PictureServices) => {
  const { generation, gallery, thumbnailer, config } = services
  const directory = join(config.STATE_PATH, 'sequence-pictures')

  /** Every frame of the sequence, with its picture where there is one. */
  const framesOf = (id: string): readonly Frame[] => {
    const frames = knownGroup(generation, 'sequence', id)
      .jobs()
      .map(({ part, images: [image] }) => {
        const entry = image && gallery.findByPath(image.path)
        const { frameNumber, shotType } = part?.kind === 'sequence' ? part : {}
        return {
          path: entry && join(gallery.root, entry.path),
          number: frameNumber,
          label: shotType,
        }
      })
    if (frames.some(({ path }) => path !== undefined)) return frames
    throw new ProblemError(409, 'no_frames', 'No frame of this sequence is finished yet.')
  }

  return [
    defineRoute({
      method: 'get',
      path: '/api/sequence/{sequence_id}/slideshow.webp',
      operationId: 'getSlideshow',
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
      responses: picture,
    }).handle(async (c) => {
      const { sequence_id } = c.req.valid('param')
      const { frame_ms, width } = c.req.valid('query')
      const made = await thumbnailer.slideshow(framesOf(sequence_id), {
        directory,
        name: `slideshow-${sequence_id}`,
        frameMs: frame_ms,
        width,
        signal: c.req.raw.signal,
      })
      return sendBytes(c, made, { 'cache-control': 'no-cache' })
    }),
    defineRoute({
      method: 'get',
      path: '/api/sequence/{sequence_id}/contact-sheet.webp',
      operationId: 'getContactSheet',
      tags,
      summary: 'All frames in a grid, with their numbers',
      request: {
        params: sequenceIdParam,
        query: z.object({
          columns: z.coerce.number<string>().int().min(1).max(50).optional(),
          cell: z.coerce.number<string>().int().min(64).max(512).optional(),
        }),
      },
      responses: picture,
    }).handle(async (c) => {
      const { sequence_id } = c.req.valid('param')
      const made = await thumbnailer.contactSheet(framesOf(sequence_id), {
        directory,
        name: `contact-sheet-${sequence_id}`,
        ...c.req.valid('query'),
        signal: c.req.raw.signal,
      })
      return sendBytes(c, made, { 'cache-control': 'no-cache' })
    }),
  ] as const
}
