import { z } from 'zod'
import { jobFacts, jobSchema } from '../jobs/job-facts.ts'
import { jobId, knownJob } from '../jobs/known-job.ts'
import { defineTool } from '../server/define-tool.ts'
import { reads, type Tool } from '../tool.ts'

export const getJob: Tool = defineTool({
  name: 'get_job',
  title: 'Look at a job',
  description:
    'Tells how a job stands now, without pictures to look at. To wait for its end and see what it made, use wait_for_job.',
  annotations: reads,
  input: z.object({ job_id: jobId }),
  output: jobSchema,
  run: async ({ job_id: id }, call) => ({ structured: jobFacts(knownJob(id, call), call) }),
})
