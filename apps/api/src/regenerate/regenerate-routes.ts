import { z } from '@hono/zod-openapi'
import { imageIdParam } from '../gallery/gallery-image.ts'
import { knownImage } from '../gallery/known-image.ts'
import { acceptOptions, acceptParameters } from '../generate/accept-options.ts'
import { acceptedSchema } from '../generate/generate-schemas.ts'
import { acceptedExample } from '../generate/job-examples.ts'
import { acceptedHeaders, toAccepted } from '../generate/to-accepted.ts'
import { json, optionalBody } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { acceptProblems, missing } from '../http/responses.ts'
import { overridesSchema, type RegenerateSources, regenerateImage } from './regenerate-image.ts'

const changeSchema = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })
const regeneratedSchema = acceptedSchema
  .extend({
    changes: z.array(changeSchema).openapi({
      description:
        'All that differs from the picture, or is left out; empty when it is the same again.',
    }),
  })
  .openapi('Regenerated', {
    example: { ...acceptedExample, changes: [{ field: 'steps', from: 20, to: 30 }] },
  })

export const regenerateRoutes = (sources: RegenerateSources) =>
  [
    defineRoute({
      method: 'post',
      path: '/api/gallery/image/{id}/regenerate',
      operationId: 'regenerateImage',
      tags: ['Gallery'],
      summary: 'Make a picture again, or a variation of it',
      description:
        "Runs the graph that the picture or video carries, with the body's words and inputs at their places in it, and with the pictures that it reads. A picture without a graph is made from its words alone; `changes` then names all that is left out.",
      ...acceptParameters,
      request: { params: imageIdParam, body: optionalBody(overridesSchema) },
      responses: {
        202: json(regeneratedSchema, 'Accepted, as a new job'),
        ...acceptProblems,
        ...missing,
      },
    }).handle(async (c) => {
      const entry = knownImage(sources.gallery, c.req.valid('param').id)
      const overrides = c.req.valid('json')
      const options = acceptOptions(c, overrides)
      const { signal } = c.req.raw
      const { job, changes } = await regenerateImage(sources, entry, { overrides, options, signal })
      return c.json({ ...toAccepted(job), changes: [...changes] }, 202, acceptedHeaders(job))
    }),
  ] as const
