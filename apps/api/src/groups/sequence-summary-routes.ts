import type { Gallery } from '@darkroom/gallery-store'
import type { Generation } from '@darkroom/generation'
import { z } from '@hono/zod-openapi'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { pageQuery } from '../http/fields.ts'
import { invalid } from '../http/responses.ts'
import { nextCursorSchema } from './group-schemas.ts'
import { sequenceSummarySchema } from './sequence-schemas.ts'
import { toSequenceSummary } from './to-sequence-summary.ts'

interface SummaryServices {
  readonly generation: Generation
  readonly gallery: Gallery
}

const pageSchema = z.object({
  sequences: z.array(sequenceSummarySchema),
  next_cursor: nextCursorSchema,
})

/** Before those of one sequence, whose paths have an id in that place. */
export const sequenceSummaryRoutes = ({ generation, gallery }: SummaryServices) =>
  [
    defineRoute({
      method: 'get',
      path: '/api/sequence/summaries',
      operationId: 'listSequenceSummaries',
      tags: ['Sequence'],
      summary: 'All sequences in few words, newest first',
      description: 'With their first pictures, for a list of many.',
      request: { query: pageQuery },
      responses: { 200: json(pageSchema, 'A page'), ...invalid },
    }).handle((c) => {
      const { items, cursor } = generation.groups.list('sequence', c.req.valid('query'))
      const sequences = items.map((view) => toSequenceSummary(view, gallery))
      return c.json({ sequences, next_cursor: cursor }, 200)
    }),
  ] as const
