import type { Gallery } from '@darkroom/gallery-store'
import { z } from '@hono/zod-openapi'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { timeSchema, toTime } from '../http/fields.ts'
import { invalid, unavailable } from '../http/responses.ts'
import { imageExample } from './gallery-image.ts'
import { galleryFilterQuery } from './gallery-query.ts'
import { thumbnailUrl } from './image-version.ts'

const { id, prompt, negative_prompt, model, timestamp, thumbnail_url } = imageExample

const recentPromptSchema = z
  .object({
    prompt: z.string(),
    negative_prompt: z.string(),
    model: z.string(),
    last_used: timeSchema,
    count: z.int().openapi({ description: 'Pictures with exactly this prompt.' }),
    image_id: z.string(),
    thumbnail_url: z.string(),
  })
  .openapi('RecentPrompt', {
    description: 'A prompt, and the newest picture that has it.',
    example: {
      ...{ prompt, negative_prompt, model, last_used: timestamp },
      ...{ count: 12, image_id: id, thumbnail_url },
    },
  })

export const promptRoutes = ({ gallery }: { readonly gallery: Gallery }) =>
  [
    defineRoute({
      method: 'get',
      path: '/api/prompts/recent',
      operationId: 'listRecentPrompts',
      tags: ['Gallery'],
      summary: 'The prompts of the gallery, newest first',
      description: 'Each once, however many pictures have it.',
      request: {
        query: galleryFilterQuery.pick({ keyword: true, model: true, source: true }).extend({
          limit: z.coerce.number<string>().int().min(1).max(200).default(20),
        }),
      },
      responses: {
        200: json(z.array(recentPromptSchema), 'The prompts'),
        ...invalid,
        ...unavailable,
      },
    }).handle((c) => {
      const { limit, ...filter } = c.req.valid('query')
      const prompts = gallery.prompts(filter, limit)
      return c.json(
        prompts.map(({ prompt: text, newest, count }) => ({
          prompt: text,
          negative_prompt: newest.recipe.negative_prompt ?? '',
          model: newest.recipe.model ?? '',
          last_used: toTime(newest.createdMs),
          count,
          image_id: newest.id,
          thumbnail_url: thumbnailUrl(newest),
        })),
        200,
      )
    }),
  ] as const
