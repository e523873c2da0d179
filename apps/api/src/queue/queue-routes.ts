import { type JobSources, toJob } from '../generate/to-job.ts'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { ProblemError } from '../http/problem.ts'
import { badMedia, conflict, invalid, missing } from '../http/responses.ts'
import {
  emptiedSchema,
  moveBodySchema,
  movedSchema,
  queueQuery,
  queueSchema,
  stackedQuery,
  stackedSchema,
} from './queue-schemas.ts'
import { toQueueSummary } from './queue-summary.ts'
import { toRow } from './to-stack.ts'

const tags = ['Queue']
const answer = { 200: json(queueSchema, 'The queue') }
const fresh = { 'cache-control': 'no-store' }

interface Shown {
  readonly from: number
  readonly limit: number
  readonly group?: string | undefined
}

export const queueRoutes = ({ generation, gallery }: JobSources) => {
  const queue = ({ group, ...window }: Shown) => {
    return {
      ...toQueueSummary(generation.queueState()),
      running: generation
        .list({ status: ['processing'] }, { limit: 1_000 })
        .items.toReversed()
        .map((job) => toJob(job, gallery)),
      waiting:
        window.limit === 0
          ? []
          : generation.line
              .jobs({ ...window, ...(group && { groupId: group }) })
              .map((job) => toJob(job, gallery)),
    }
  }
  const whole: Shown = { from: 0, limit: 1_000 }
  const { line } = generation
  return [
    defineRoute({
      method: 'get',
      path: '/api/queue',
      operationId: 'getQueue',
      tags,
      summary: 'What runs and what waits',
      request: { query: queueQuery },
      responses: { ...answer, ...invalid },
    }).handle((c) => c.json(queue(c.req.valid('query')), 200, fresh)),
    defineRoute({
      method: 'delete',
      path: '/api/queue',
      operationId: 'emptyQueue',
      tags,
      summary: 'Cancel all that waits; what runs goes on',
      responses: { 200: json(emptiedSchema, 'Cancelled') },
    }).handle(async (c) => c.json({ cancelled: await line.cancel() }, 200)),
    defineRoute({
      method: 'get',
      path: '/api/queue/stacked',
      operationId: 'getStackedQueue',
      tags,
      summary: 'What waits, each batch and sequence as one',
      description:
        'Each stands where its next job does; those that have begun all of their jobs come first.',
      request: { query: stackedQuery },
      responses: { 200: json(stackedSchema, 'The rows'), ...invalid },
    }).handle((c) => {
      const { total, rows } = line.stacked(c.req.valid('query'))
      return c.json({ total, rows: rows.map((row) => toRow(row, gallery)) }, 200, fresh)
    }),
    defineRoute({
      method: 'post',
      path: '/api/queue/move',
      operationId: 'moveInQueue',
      tags,
      summary: 'Let waiting jobs run before another, or last',
      description:
        'They take the priority of where they go, and run in the given order; those that do not wait in line are left out. The line is the order of the jobs: a server may still take one of the next few first whose model it has loaded.',
      request: { body: body(moveBodySchema) },
      responses: {
        200: json(movedSchema, 'How many were moved'),
        ...invalid,
        ...badMedia,
        ...missing,
        ...conflict,
      },
    }).handle(async (c) => {
      const { request_ids = [], batch_id, sequence_id, before } = c.req.valid('json')
      const moved =
        batch_id !== undefined
          ? await line.moveGroup('batch', batch_id, before)
          : sequence_id !== undefined
            ? await line.moveGroup('sequence', sequence_id, before)
            : await line.move(request_ids, before)
      if (moved > 0) return c.json({ moved }, 200)
      throw new ProblemError(409, 'wrong_state', 'It does not wait in line any more.', {
        hint: 'What runs, has ended or is held back by a pause cannot be moved.',
      })
    }),
    defineRoute({
      method: 'post',
      path: '/api/queue/pause',
      operationId: 'pauseQueue',
      tags,
      summary: 'Begin no further job; what runs goes on',
      responses: answer,
    }).handle(async (c) => {
      await generation.pause()
      return c.json(queue(whole), 200)
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
      return c.json(queue(whole), 200)
    }),
  ] as const
}
