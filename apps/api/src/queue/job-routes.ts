import { z } from '@hono/zod-openapi'
import { jobSchema } from '../generate/generate-schemas.ts'
import { toJob } from '../generate/to-job.ts'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { examples } from '../http/examples.ts'
import { invalid } from '../http/responses.ts'
import { jobStatusSchema, pageQuery } from '../recipe/recipe-fields.ts'
import type { Services } from '../services.ts'

const querySchema = pageQuery.extend({ status: jobStatusSchema.optional() })

const pageSchema = z
  .object({ jobs: z.array(jobSchema), next_cursor: z.string().optional() })
  .openapi('Jobs', { example: examples.jobs })

export const jobRoutes = ({ generation, gallery }: Services) =>
  [
    defineRoute(
      {
        method: 'get',
        path: '/api/jobs',
        tags: ['Jobs'],
        summary: 'All jobs, newest first',
        request: { query: querySchema },
        responses: {
          200: json(pageSchema, 'A page'),
          ...invalid,
        },
      },
      (c) => {
        const { status, limit, cursor } = c.req.valid('query')
        const page = generation.list({ status: status && [status] }, { limit, cursor })
        const jobs = page.items.map((job) => toJob(job, gallery))
        return c.json({ jobs, next_cursor: page.cursor }, 200)
      },
    ),
  ] as const
