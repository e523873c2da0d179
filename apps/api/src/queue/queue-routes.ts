import { queueSchema } from '../generate/generate-schemas.ts'
import { toJob } from '../generate/to-job.ts'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import type { Services } from '../services.ts'

const answer = {
  200: json(queueSchema, 'The queue'),
}

export const queueRoutes = ({ generation, gallery }: Services) => {
  const queue = () => {
    const state = generation.queueState()
    const of = (status: 'queued' | 'processing') =>
      generation
        .list({ status: [status] }, { limit: 1000 })
        .items.map((job) => toJob(job, gallery))
        .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
    return {
      paused: state.paused,
      counts: {
        queued: state.waiting,
        processing: state.running,
        completed: state.completed,
        error: state.failed,
        cancelled: state.cancelled,
      },
      running: of('processing'),
      waiting: of('queued'),
    }
  }
  const tags = ['Queue']
  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/queue',
        tags,
        summary: 'What runs and what waits',
        responses: answer,
      },
      (c) => c.json(queue(), 200, { 'cache-control': 'no-store' }),
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/queue/pause',
        tags,
        summary: 'Begin no further job; what runs goes on',
        responses: answer,
      },
      async (c) => {
        await generation.pause()
        return c.json(queue(), 200)
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/queue/resume',
        tags,
        summary: 'Go on with the queue',
        responses: answer,
      },
      async (c) => {
        await generation.resume()
        return c.json(queue(), 200)
      },
    ),
  ] as const
}
