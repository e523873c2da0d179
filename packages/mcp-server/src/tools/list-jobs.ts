import { z } from 'zod'
import { jobFacts, jobSchema, statusSchema } from '../jobs/job-facts.ts'
import { defineTool } from '../server/define-tool.ts'
import { reads, type Tool } from '../tool.ts'

export const cursorArgument = z
  .string()
  .max(500)
  .optional()
  .describe('next_cursor of the page before.')

export const listJobs: Tool = defineTool({
  name: 'list_jobs',
  title: 'List jobs',
  description: 'Lists jobs of everybody, the newest first, whichever way they were asked for.',
  annotations: reads,
  input: z.object({
    status: z
      .array(statusSchema)
      .optional()
      .describe('Only these, such as ["queued", "processing"]. Default: all.'),
    limit: z.int().min(1).max(100).default(20).describe('1 to 100. Default 20.'),
    cursor: cursorArgument,
  }),
  output: z.object({
    jobs: z.array(jobSchema),
    next_cursor: z.string().optional(),
  }),
  run: async ({ status, limit, cursor }, call) => {
    const page = call.house.jobs.list({ status, limit, cursor })
    const jobs = page.jobs.map((job) => jobFacts(job, call))
    return { structured: { jobs, next_cursor: page.cursor } }
  },
})
