import { z } from 'zod'
import { previewsNote, resultSchema } from '../jobs/job-result.ts'
import { jobId, knownJob } from '../jobs/known-job.ts'
import { answerTo } from '../jobs/submit-and-wait.ts'
import { waitSeconds } from '../jobs/submit-arguments.ts'
import { defineTool } from '../server/define-tool.ts'
import { reads, type Tool } from '../tool.ts'

export const waitForJob: Tool = defineTool({
  name: 'wait_for_job',
  title: 'Wait for a job',
  description: `Waits until a job has ended, and shows what it made. Call it again while it is not done. ${previewsNote}`,
  annotations: reads,
  input: z.object({
    job_id: z
      .union([jobId, z.array(jobId).min(1).max(20)], {
        error: () => 'must be a job_id, or a list of up to 20',
      })
      .describe('job_id of the tool that began it, or a list of up to 20 of them.'),
    wait_seconds: waitSeconds,
  }),
  output: resultSchema,
  run: async ({ job_id: asked, wait_seconds: seconds }, call) => {
    const ids = [asked].flat().map((id) => knownJob(id, call).id)
    return answerTo({ ids, created: false }, seconds, call)
  },
})
