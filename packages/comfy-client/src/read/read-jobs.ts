import { z } from 'zod'
import type { Job, JobsPage } from '../job.ts'
import {
  idText,
  jsonObject,
  lenientList,
  lenientNumber,
  lenientText,
  optionalNumber,
  optionalText,
  someJsonObject,
} from './lenient.ts'
import { readFailure } from './read-failure.ts'
import { filesOf, outputsSchema } from './read-outputs.ts'

const jobSchema = z.object({
  id: idText,
  status: lenientText,
  priority: optionalNumber,
  create_time: optionalNumber,
  execution_start_time: optionalNumber,
  execution_end_time: optionalNumber,
  outputs_count: lenientNumber,
  execution_error: someJsonObject.optional().catch(undefined),
  workflow_id: optionalText,
  outputs: outputsSchema.optional(),
})

export function readJob(json: unknown): Job | undefined {
  const read = jobSchema.safeParse(json)
  if (!read.success) return undefined
  const { data } = read
  return {
    promptId: data.id,
    status: data.status,
    number: data.priority,
    createdAt: data.create_time,
    startedAt: data.execution_start_time,
    finishedAt: data.execution_end_time,
    outputsCount: data.outputs_count,
    error: data.execution_error && { ...readFailure(data.execution_error), promptId: data.id },
    workflowId: data.workflow_id,
    outputs: data.outputs,
    files: filesOf(data.outputs ?? {}),
    raw: jsonObject.parse(json),
  }
}

const pageSchema = z.object({
  jobs: lenientList(z.unknown()),
  pagination: z
    .object({ total: lenientNumber, has_more: z.boolean().catch(false) })
    .catch({ total: 0, has_more: false }),
})

export function readJobsPage(json: unknown): JobsPage {
  const { jobs, pagination } = pageSchema
    .catch({ jobs: [], pagination: { total: 0, has_more: false } })
    .parse(json)
  return {
    jobs: jobs.flatMap((job) => readJob(job) ?? []),
    total: pagination.total,
    hasMore: pagination.has_more,
  }
}
