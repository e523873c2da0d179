import type { JobView } from '@darkroom/generation'
import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  type SpanOptions,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { parseTraceParent } from '@opentelemetry/core'
import { type ChosenIds, spanIdsOf } from './chosen-ids.ts'

type Job = Pick<
  JobView,
  'requestId' | 'workflow' | 'recipe' | 'priority' | 'part' | 'trace' | 'createdAt'
>

const partOf = ({ part }: Job): Attributes =>
  part === undefined
    ? {}
    : { [`darkroom.${part.kind}.id`]: part.id, [`darkroom.${part.kind}.number`]: part.number }

const attributesOf = (job: Job): Attributes => ({
  'darkroom.job.id': job.requestId,
  'darkroom.job.workflow': job.workflow,
  'darkroom.job.model': job.recipe.model ?? undefined,
  'darkroom.job.priority': job.priority,
  ...partOf(job),
})

/**
 * Where the span of a job belongs: a single job goes on with the trace of its request; each of several asked for at once has a trace of its
 * own, with a link to the request, for thousands of them would be more than a trace can hold.
 */
function placeOf(job: Job): { readonly parent: Context; readonly options: SpanOptions } {
  const asked: SpanContext | null = job.trace === undefined ? null : parseTraceParent(job.trace)
  if (asked === null) return { parent: ROOT_CONTEXT, options: {} }
  if (job.part !== undefined)
    return { parent: ROOT_CONTEXT, options: { links: [{ context: asked }] } }
  return { parent: trace.setSpanContext(ROOT_CONTEXT, { ...asked, isRemote: true }), options: {} }
}

/** Begins the span of a job, as of its acceptance. It has the same ids whenever and wherever it is begun. */
export function startJobSpan(
  job: Job,
  { tracer, ids }: { readonly tracer: Tracer; readonly ids: ChosenIds },
): Span {
  const { parent, options } = placeOf(job)
  const attributes = attributesOf(job)
  return ids.give(spanIdsOf(job.requestId), () =>
    tracer.startSpan('job', { ...options, attributes, startTime: job.createdAt }, parent),
  )
}
