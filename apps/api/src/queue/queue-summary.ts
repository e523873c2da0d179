import type { QueueState } from '@darkroom/generation'
import { z } from '@hono/zod-openapi'
import { jobStatusSchema } from '../generate/generate-schemas.ts'
import { toWaiting, waitingFields } from '../generate/waiting-schema.ts'

export const summarySchema = z.object({
  paused: z.boolean(),
  ...waitingFields,
  counts: z.record(jobStatusSchema, z.int()),
})

/** How the queue stands, without its jobs. */
export const toQueueSummary = (state: QueueState): z.infer<typeof summarySchema> => ({
  paused: state.paused,
  ...toWaiting(state.waitingFor),
  counts: {
    queued: state.waiting,
    processing: state.running,
    completed: state.completed,
    error: state.failed,
    cancelled: state.cancelled,
  },
})
