import { z } from '@hono/zod-openapi'
import { jobSchema, jobStatusSchema } from '../generate/generate-schemas.ts'
import { jobExample, runningExample, waitingExample } from '../generate/job-examples.ts'
import { type JobSources, toJob } from '../generate/to-job.ts'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { pageQuery } from '../http/fields.ts'
import { invalid } from '../http/responses.ts'

const querySchema = pageQuery.extend({ status: jobStatusSchema.optional() })

const pageSchema = z
  .object({ jobs: z.array(jobSchema), next_cursor: z.string().optional() })
  .openapi('Jobs', {
    example: { jobs: [waitingExample, runningExample, jobExample], next_cursor: '128' },
  })

export const jobRoutes = ({ generation, gallery }: JobSources) =>
  [
    defineRoute({
      method: 'get',
      path: '/api/jobs',
      operationId: 'listJobs',
      tags: ['Jobs'],
      summary: 'All jobs, newest first',
      request: { query: querySchema },
      responses: { 200: json(pageSchema, 'A page'), ...invalid },
    }).handle((c) => {
      const { status, limit, cursor } = c.req.valid('query')
      const page = generation.list({ status: status && [status] }, { limit, cursor })
      const jobs = page.items.map((job) => toJob(job, gallery))
      return c.json({ jobs, next_cursor: page.cursor }, 200)
    }),
  ] as const
