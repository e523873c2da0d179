import type { JobNews } from '@darkroom/generation'
import type { Happening } from '@darkroom/job-queue'
import { toOptionalTime, toTime } from '../http/fields.ts'
import type { GroupMessage, JobMessage, TestMessage } from './message-schemas.ts'
import type { WebhookEvent } from './webhook-events.ts'

/** As many files are told of; a job can have made more, which its own answer lists. */
const mostOutputs = 100

/** What is sent: the same text at each try. */
const textOf = (
  type: WebhookEvent | 'webhook.test',
  at: number,
  data: JobMessage | GroupMessage | TestMessage,
): string => JSON.stringify({ type, timestamp: new Date(at).toISOString(), data })

const groupIds = ({
  group,
}: Pick<JobNews, 'group'>): Pick<GroupMessage, 'batch_id' | 'sequence_id'> => ({
  batch_id: group?.kind === 'batch' ? group.id : undefined,
  sequence_id: group?.kind === 'sequence' ? group.id : undefined,
})

/** What is told of a job. Addresses are paths of the API, for nobody knows here by which name it is reached. */
export const jobBody = (type: WebhookEvent, at: number, job: JobNews): string =>
  textOf(type, at, {
    request_id: job.requestId,
    status: job.status,
    ...groupIds(job),
    workflow: job.workflow,
    model: job.model,
    seed: job.seed,
    outputs: job.outputs.slice(0, mostOutputs).map((output, index) => ({
      kind: output.kind,
      media_type: output.mediaType,
      filepath: output.path,
      url: `/api/jobs/${job.requestId}/outputs/${index}`,
      size_bytes: output.bytes,
      width: output.width,
      height: output.height,
      sha256: output.sha256,
    })),
    outputs_total: job.outputs.length,
    error: job.error?.message,
    error_info: job.error && { code: job.error.code, hint: job.error.hint },
    server: job.server,
    retry_of: job.retryOf,
    created_at: toTime(job.createdAt),
    started_at: toOptionalTime(job.startedAt),
    finished_at: toOptionalTime(job.finishedAt),
  })

export const groupBody = (
  type: WebhookEvent,
  at: number,
  { news, ends }: { readonly news: JobNews; readonly ends: NonNullable<Happening['groupEnds']> },
): string => {
  const count = (...states: readonly string[]): number =>
    [...ends].reduce((sum, [state, some]) => sum + (states.includes(state) ? some : 0), 0)
  return textOf(type, at, {
    ...groupIds(news),
    jobs: [...ends.values()].reduce((sum, some) => sum + some, 0),
    completed: count('succeeded'),
    failed: count('failed', 'dead'),
    cancelled: count('cancelled', 'skipped'),
    is_retry: news.retryOf !== undefined,
  })
}

export const testBody = (at: number, webhookId: string): string =>
  textOf('webhook.test', at, { webhook_id: webhookId })
