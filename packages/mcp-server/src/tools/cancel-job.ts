import { z } from 'zod'
import { statusSchema } from '../jobs/job-facts.ts'
import { jobId, knownJob, noJob } from '../jobs/known-job.ts'
import { defineTool } from '../server/define-tool.ts'
import type { Tool } from '../tool.ts'

const outcomes = { cancelled: 'cancelled', requested: 'requested', 'too-late': 'too_late' } as const

export const cancelJob: Tool = defineTool({
  name: 'cancel_job',
  title: 'Cancel a job',
  description:
    'Stops a job that waits or is processed. What it has made so far is lost; pictures of other jobs stay.',
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: true,
    openWorldHint: false,
  },
  input: z.object({ job_id: jobId }),
  output: z.object({
    job_id: z.string(),
    status: statusSchema,
    result: z
      .enum(['cancelled', 'requested', 'too_late'])
      .describe('requested: it is being stopped; too_late: it had ended.'),
  }),
  run: async ({ job_id: asked }, call) => {
    const { id } = knownJob(asked, call)
    const outcome = await call.house.jobs.cancel(id)
    // It can be forgotten between the two.
    if (outcome === 'unknown') throw noJob(id)
    const { status } = knownJob(id, call)
    return { structured: { job_id: id, status, result: outcomes[outcome] } }
  },
})
