import type { QueueState } from '@darkroom/generation'
import { z } from '@hono/zod-openapi'
import { jobSchema, jobStatusSchema } from '../generate/generate-schemas.ts'
import { runningExample, waitingExample } from '../generate/job-examples.ts'
import { type JobSources, toJob } from '../generate/to-job.ts'
import { toWaiting, waitingFields } from '../generate/waiting-schema.ts'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'

const summarySchema = z.object({
  paused: z.boolean(),
  ...waitingFields,
  counts: z.record(jobStatusSchema, z.int()),
})

const queueSchema = summarySchema
  .extend({
    running: z.array(jobSchema),
    waiting: z.array(jobSchema),
  })
  .openapi('Queue', {
    example: {
      paused: false,
      counts: { queued: 1, processing: 1, completed: 1, error: 0, cancelled: 0 },
      running: [runningExample],
      waiting: [waitingExample],
    },
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

const answer = {
  200: json(queueSchema, 'The queue'),
}

export const queueRoutes = ({ generation, gallery }: JobSources) => {
  const queue = () => {
    const of = (status: 'queued' | 'processing') =>
      generation
        .list({ status: [status] }, { limit: 1000 })
        .items.map((job) => toJob(job, gallery))
        .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
    return {
      ...toQueueSummary(generation.queueState()),
      running: of('processing'),
      waiting: of('queued'),
    }
  }
  const tags = ['Queue']
  return [
    defineRoute({
      method: 'get',
      path: '/api/queue',
      operationId: 'getQueue',
      tags,
      summary: 'What runs and what waits',
      responses: answer,
    }).handle((c) => c.json(queue(), 200, { 'cache-control': 'no-store' })),
    defineRoute({
      method: 'post',
      path: '/api/queue/pause',
      operationId: 'pauseQueue',
      tags,
      summary: 'Begin no further job; what runs goes on',
      responses: answer,
    }).handle(async (c) => {
      await generation.pause()
      return c.json(queue(), 200)
    }),
    defineRoute({
      method: 'post',
      path: '/api/queue/resume',
      operationId: 'resumeQueue',
      tags,
      summary: 'Go on with the queue',
      responses: answer,
    }).handle(async (c) => {
      await generation.resume()
      return c.json(queue(), 200)
    }),
  ] as const
}
