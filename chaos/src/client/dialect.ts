import { z } from 'zod'
import { bodyOf } from './body-of.ts'
import { comfyui } from './comfyui-dialect.ts'
import { imageToImageGraph, textToImageGraph } from './text-to-image-graph.ts'
import type { WishPlan } from './wish.ts'

export type CancelResult = 'cancelled' | 'requested' | 'too_late'

/** What a client has made up or been told before it asks. */
export interface Known {
  readonly promptId: string
  /** What its picture is called in its graph. */
  readonly imageName: string | undefined
}

/** How a wish is asked for and taken back. */
export interface Dialect {
  readonly ask: (plan: WishPlan, known: Known) => { readonly path: string; readonly body: object }
  /** The id of what was accepted, now or before; undefined for a refusal. */
  readonly acceptedIn: (answer: {
    readonly status: number
    readonly json: unknown
  }) => string | undefined
  readonly cancel: (id: string) => { readonly path: string; readonly method: string }
  readonly cancelledIn: (json: unknown) => CancelResult | undefined
}

const acceptedSchema = z.union([
  z.object({ request_id: z.string() }).transform(({ request_id }) => request_id),
  z.object({ batch_id: z.string() }).transform(({ batch_id }) => batch_id),
])
const resultSchema = z.object({ result: z.enum(['cancelled', 'requested', 'too_late']) })

const rest: Dialect = {
  ask: (plan) => ({
    path: plan.batch === undefined ? '/api/generate' : '/api/batch',
    body: bodyOf(plan),
  }),
  acceptedIn: ({ status, json }) =>
    status === 202 ? acceptedSchema.safeParse(json).data : undefined,
  cancel: (id) => ({ path: `/api/generate/${id}`, method: 'DELETE' }),
  cancelledIn: (json) => resultSchema.safeParse(json).data?.result,
}

const model = 'base/dreamscape_xl.safetensors'

const jobSchema = z.object({ id: z.string(), status: z.string() })
const reuseSchema = z.object({
  error: z.object({
    code: z.literal('idempotency_key_reuse'),
    details: z.object({ job_id: z.string() }),
  }),
})
const cancelResults: ReadonlyMap<string, CancelResult> = new Map([
  ['canceled', 'cancelled'],
  ['canceling', 'requested'],
  ['succeeded', 'too_late'],
  ['failed', 'too_late'],
])

/** The Comfy API v2, whose keys are used once: who asks again is refused, and told of the job. */
const comfyApi: Dialect = {
  ask: ({ steps, picture }) => ({
    path: '/api/v2/jobs',
    body: {
      workflow:
        picture === undefined
          ? textToImageGraph({ model, steps })
          : imageToImageGraph({
              model,
              steps,
              image: { __type: 'core/ASSET', info: { id: picture.id } },
            }),
    },
  }),
  acceptedIn: ({ status, json }) =>
    status === 422
      ? reuseSchema.safeParse(json).data?.error.details.job_id
      : jobSchema.safeParse(json).data?.id,
  cancel: (id) => ({ path: `/api/v2/jobs/${id}/cancel`, method: 'POST' }),
  cancelledIn: (json) => cancelResults.get(jobSchema.safeParse(json).data?.status ?? ''),
}

export const dialects: Readonly<Record<'rest' | 'comfy-api' | 'comfyui', Dialect>> = {
  rest,
  'comfy-api': comfyApi,
  comfyui,
}
