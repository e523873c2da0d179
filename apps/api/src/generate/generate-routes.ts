import { body, bodyLike, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound, ProblemError } from '../http/problem.ts'
import { acceptProblems, badMedia, conflict, invalid, missing } from '../http/responses.ts'
import type { GivenPictures } from '../inputs/asked-picture.ts'
import type { Services } from '../services.ts'
import { webhookOption } from '../webhooks/demand-webhooks.ts'
import { acceptOptions, acceptParameters } from './accept-options.ts'
import { fingerprinted } from './asked-recipe.ts'
import { generateExamples } from './generate-examples.ts'
import {
  cancelledSchema,
  changeBodySchema,
  generateBodySchema,
  jobSchema,
  requestIdParam,
} from './generate-schemas.ts'
import { takeJob } from './take-job.ts'
import { accepted, acceptedHeaders, toAccepted } from './to-accepted.ts'
import { type JobSources, toJob } from './to-job.ts'

const tags = ['Generation']

export const generateRoutes = ({
  generation,
  gallery,
  given,
  webhooks,
}: JobSources & { readonly given: GivenPictures } & Pick<Services, 'webhooks'>) => {
  const known = (requestId: string) => {
    const job = generation.get(requestId)
    if (job === undefined) throw notFound(`job ${requestId}`)
    return job
  }

  return [
    defineRoute({
      method: 'post',
      path: '/api/generate',
      operationId: 'generateImage',
      tags,
      summary: 'Generate an image',
      description:
        'With an `Idempotency-Key` header the same request sent twice is one job. Progress: the status route, or its events.\n\nPictures that go in are references: `{"gallery": id}`, `{"upload": id}`, `{"job": id, "index": number}`, a data URL, or an https URL of a host that INPUT_URL_HOSTS lists. `image` is the picture that is changed, the white parts of `mask` are painted anew (without a mask, the transparent parts of `image`), `references` are the pictures that the prompt speaks of, and each `control` picture guides what is painted. They are turned upright and put onto the server before the job runs. Unless `resolution` is given, the picture decides the size. `workflow` says what is done where the words alone do not.',
      ...acceptParameters,
      request: { body: bodyLike(generateBodySchema, generateExamples) },
      responses: { ...accepted, ...acceptProblems, ...conflict },
    }).handle(async (c) => {
      const body = c.req.valid('json')
      const { priority, webhook, ...words } = body
      const options = { ...acceptOptions(c, fingerprinted(body)), priority }
      const before = generation.acceptedBefore(options)
      if (before !== undefined) return c.json(toAccepted(before), 202, acceptedHeaders(before))
      const told = webhookOption(webhook, webhooks)
      using taken = await takeJob(given, words, { signal: c.req.raw.signal })
      const job = await generation.accept(taken, { ...options, ...told })
      return c.json(toAccepted(job), 202, acceptedHeaders(job))
    }),
    defineRoute({
      method: 'get',
      path: '/api/generate/status/{request_id}',
      operationId: 'getJob',
      tags,
      summary: 'How a job is doing',
      request: { params: requestIdParam },
      responses: { 200: json(jobSchema, 'The job'), ...invalid, ...missing },
    }).handle((c) => {
      const job = known(c.req.valid('param').request_id)
      return c.json(toJob(job, gallery), 200, { 'cache-control': 'no-store' })
    }),
    defineRoute({
      method: 'patch',
      path: '/api/generate/{request_id}',
      operationId: 'changeJob',
      tags,
      summary: 'Give a waiting job another priority',
      request: { params: requestIdParam, body: body(changeBodySchema) },
      responses: {
        200: json(jobSchema, 'The job'),
        ...invalid,
        ...badMedia,
        ...missing,
        ...conflict,
      },
    }).handle(async (c) => {
      const { request_id } = c.req.valid('param')
      known(request_id)
      if (!(await generation.setPriority(request_id, c.req.valid('json').priority))) {
        throw new ProblemError(409, 'wrong_state', 'The job has ended.')
      }
      return c.json(toJob(known(request_id), gallery), 200)
    }),
    defineRoute({
      method: 'delete',
      path: '/api/generate/{request_id}',
      operationId: 'cancelJob',
      tags,
      summary: 'Cancel a job, waiting or running',
      request: { params: requestIdParam },
      responses: { 200: json(cancelledSchema, 'What came of it'), ...invalid, ...missing },
    }).handle(async (c) => {
      const { request_id } = c.req.valid('param')
      known(request_id)
      const outcome = await generation.cancel(request_id)
      if (outcome === 'unknown') throw notFound(`job ${request_id}`)
      const result = outcome === 'too-late' ? ('too_late' as const) : outcome
      return c.json({ request_id, status: known(request_id).status, result }, 200)
    }),
    defineRoute({
      method: 'post',
      path: '/api/generate/{request_id}/retry',
      operationId: 'retryJob',
      tags,
      summary: 'Run a job again, as a new job with the same seed',
      request: { params: requestIdParam },
      ...acceptParameters,
      responses: { ...accepted, ...acceptProblems, ...missing, ...conflict },
    }).handle(async (c) => {
      const { request_id } = c.req.valid('param')
      known(request_id)
      const job = await generation.retry(request_id, acceptOptions(c, { retry: request_id }))
      return c.json(toAccepted(job), 202, acceptedHeaders(job))
    }),
  ] as const
}
