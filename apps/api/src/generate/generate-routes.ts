import type { GenerationRequest } from '@darkroom/generation'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound, ProblemError } from '../http/problem.ts'
import { acceptProblems, badMedia, conflict, invalid, missing } from '../http/responses.ts'
import { requestIdParam } from '../recipe/recipe-fields.ts'
import type { Services } from '../services.ts'
import { acceptOptions, acceptParameters, replayed } from './accept-options.ts'
import {
  acceptedSchema,
  cancelledSchema,
  changeBodySchema,
  type GenerateBody,
  generateBodySchema,
  jobSchema,
} from './generate-schemas.ts'
import { toJob } from './to-job.ts'
import { toRequest } from './to-request.ts'

const tags = ['Generation']
const accepted = {
  202: {
    description: 'Accepted: it will run exactly once, whatever happens to this process.',
    headers: { Location: { schema: { type: 'string' as const }, description: 'Its status.' } },
    content: { 'application/json': { schema: acceptedSchema } },
  },
}
const statusPath = (requestId: string): string => `/api/generate/status/${requestId}`

export const generateRoutes = ({ generation, gallery }: Services) => {
  const known = (requestId: string) => {
    const job = generation.get(requestId)
    if (job === undefined) throw notFound(`job ${requestId}`)
    return job
  }
  const answer = ({
    requestId,
    position,
    seed,
  }: {
    requestId: string
    position: number
    seed: number
  }) => ({ request_id: requestId, status: 'queued', position, seed }) as const

  return [
    defineRoute(
      {
        method: 'post',
        path: '/api/generate',
        tags,
        summary: 'Generate an image',
        description:
          'With an `Idempotency-Key` header the same request sent twice is one job. Progress: the status route, or its events.',
        ...acceptParameters,
        request: {
          body: body(generateBodySchema),
        },
        responses: { ...accepted, ...acceptProblems },
      },
      async (c) => {
        const body: GenerateBody = c.req.valid('json')
        const request: GenerationRequest = toRequest(body)
        const job = await generation.accept(request, {
          ...acceptOptions(c, body),
          priority: body.priority,
        })
        return c.json(answer(job), 202, {
          location: statusPath(job.requestId),
          ...replayed(job.created),
        })
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/generate/status/{request_id}',
        tags,
        summary: 'How a job is doing',
        request: { params: requestIdParam },
        responses: {
          200: json(jobSchema, 'The job'),
          ...invalid,
          ...missing,
        },
      },
      (c) => {
        const job = known(c.req.valid('param').request_id)
        return c.json(toJob(job, gallery), 200, { 'cache-control': 'no-store' })
      },
    ),
    defineRoute(
      {
        method: 'patch',
        path: '/api/generate/{request_id}',
        tags,
        summary: 'Give a waiting job another priority',
        request: {
          params: requestIdParam,
          body: body(changeBodySchema),
        },
        responses: {
          200: json(jobSchema, 'The job'),
          ...invalid,
          ...badMedia,
          ...missing,
          ...conflict,
        },
      },
      async (c) => {
        const { request_id } = c.req.valid('param')
        known(request_id)
        if (!(await generation.setPriority(request_id, c.req.valid('json').priority))) {
          throw new ProblemError(409, 'wrong_state', 'The job has ended.')
        }
        return c.json(toJob(known(request_id), gallery), 200)
      },
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/generate/{request_id}',
        tags,
        summary: 'Cancel a job, waiting or running',
        request: { params: requestIdParam },
        responses: {
          200: json(cancelledSchema, 'What came of it'),
          ...invalid,
          ...missing,
        },
      },
      async (c) => {
        const { request_id } = c.req.valid('param')
        known(request_id)
        const outcome = await generation.cancel(request_id)
        if (outcome === 'unknown') throw notFound(`job ${request_id}`)
        const result = outcome === 'too-late' ? ('too_late' as const) : outcome
        return c.json({ request_id, status: known(request_id).status, result }, 200)
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/generate/{request_id}/retry',
        tags,
        summary: 'Run a job again, as a new job with the same seed',
        request: { params: requestIdParam },
        ...acceptParameters,
        responses: { ...accepted, ...acceptProblems, ...missing, ...conflict },
      },
      async (c) => {
        const { request_id } = c.req.valid('param')
        known(request_id)
        const job = await generation.retry(request_id, acceptOptions(c, { retry: request_id }))
        return c.json(answer(job), 202, {
          location: statusPath(job.requestId),
          ...replayed(job.created),
        })
      },
    ),
  ] as const
}
