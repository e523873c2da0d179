import type { JsonObject } from '@darkroom/foundation'
import type { GroupRecord, JobError, JobRecord } from '@darkroom/job-queue'
import { z } from 'zod'
import type { JobOutput } from './job-output.ts'
import { readStored } from './job-payload.ts'
import type { AcceptOptions } from './job-request.ts'
import { readResult } from './job-result.ts'
import { statusOf } from './job-status.ts'
import type { JobStatus } from './job-view.ts'
import { createReadJob } from './read-job.ts'

/** A job as its record alone tells of it: it is the same whoever reads it, and whenever. */
export interface JobNews {
  readonly requestId: string
  readonly status: JobStatus
  readonly client: string
  /** Its batch or sequence. */
  readonly group: { readonly kind: 'batch' | 'sequence'; readonly id: string } | undefined
  readonly workflow: string
  readonly model: string | undefined
  readonly seed: number | undefined
  readonly outputs: readonly JobOutput[]
  readonly error: (Pick<JobError, 'code' | 'message'> & { readonly hint?: string }) | undefined
  readonly server: string | undefined
  readonly retryOf: string | undefined
  /** Times are milliseconds since the epoch. */
  readonly createdAt: number
  readonly startedAt: number | undefined
  readonly finishedAt: number | undefined
}

/** What somebody who asked for the job wants to be told, as it was accepted; undefined once it is forgotten. */
export const webhookOf = ({ payload }: Pick<JobRecord, 'payload'>): JsonObject | undefined => {
  const stored = readStored(payload)
  return stored?.kind === 'member' ? stored.own.webhook : stored?.job.webhook
}

/** Who asked for the job, for another that is made in its place. */
export const askerOf = (
  record: Pick<JobRecord, 'client' | 'payload'> | undefined,
): Pick<AcceptOptions, 'client' | 'webhook'> =>
  record === undefined ? {} : { client: record.client, webhook: webhookOf(record) }

const hintSchema = z.object({ hint: z.string().optional() })

/** `group`: the queue's group that the job is in. */
export const newsOf = (record: JobRecord, group: GroupRecord | undefined): JobNews => {
  const job = createReadJob({ getGroup: () => group })(record)
  const result = readResult(record.result)
  return {
    requestId: record.id,
    status: statusOf(record.state),
    client: record.client,
    group: job?.part && { kind: job.part.kind, id: job.part.id },
    workflow: job?.workflow ?? '',
    model: job?.recipe.model,
    seed: job?.recipe.seed,
    outputs: result?.outputs ?? [],
    error: errorOf(record.error),
    server: result?.server,
    retryOf: job?.retryOf,
    createdAt: record.createdAt,
    startedAt: record.startedAt,
    finishedAt: record.finishedAt,
  }
}

const errorOf = (error: JobError | undefined): JobNews['error'] =>
  error && {
    code: error.code,
    message: error.message,
    ...hintSchema.safeParse(error.details).data,
  }
