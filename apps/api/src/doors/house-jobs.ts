import { type Batch, invalidInput, type Job, type Jobs } from '@darkroom/door-ports'
import type { BatchView, JobView } from '@darkroom/generation'
import { batchBodySchema } from '../groups/batch-schemas.ts'
import { takeBatch } from '../groups/take-batch.ts'
import type { Services } from '../services.ts'
import { findOutput } from './find-output.ts'
import { jobNews } from './job-news.ts'
import { parsed, type SubmitServices, submitJob, toAcceptOptions } from './submit-job.ts'
import { toDoorError } from './to-door-error.ts'
import { toDoorJob } from './to-door-job.ts'

export type JobServices = SubmitServices & Pick<Services, 'gallery'>

/** The most jobs that a batch tells of. */
const mostOfBatch = 1_000

/** As the queue makes them. */
const isCursor = (text: string): boolean => /^\d{1,15}$/.test(text)

/** Throws what doors can tell. */
export async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toDoorError(error)
  }
}

const toBatch = (view: BatchView): Batch => ({
  id: view.id,
  status: view.status,
  total: view.total,
  completed: view.completed,
  failed: view.failed,
  secondsRemaining: view.etaSeconds,
  ids: view.jobs({ most: mostOfBatch }).map(({ requestId }) => requestId),
})

/** The graph that a job of a built-in workflow gets; one of one's own is kept as it was sent. */
async function graphOf(
  { inputs, workflow, files }: JobView,
  { generation }: JobServices,
): Promise<string | undefined> {
  if (typeof inputs.graph === 'string') return inputs.graph
  if (Object.keys(inputs).length === 0) return undefined
  const { graph } = await generation.foresee({ workflow, inputs, files })
  return JSON.stringify(graph)
}

/** The jobs of the queue, for doors. */
export function houseJobs(services: JobServices): Jobs {
  const { generation, gallery } = services
  const shown = (job: JobView): Job => toDoorJob(job, gallery)
  return {
    submit: (asked, options) => told(() => submitJob(asked, options, services)),
    acceptedBefore: ({ key: idempotencyKey, fingerprint }) =>
      told(async () => generation.acceptedBefore({ idempotencyKey, fingerprint })?.requestId),
    submitBatch: ({ body: sent }, options) =>
      told(async () => {
        const accept = toAcceptOptions(options)
        const before = generation.groups.acceptedBefore(accept)
        if (before !== undefined) return { id: before.id, created: false }
        const body = parsed(batchBodySchema, sent)
        const { signal } = options.caller
        using taken = await takeBatch(body, { ...services, signal })
        const { priority } = body
        const { id, created } = await generation.groups.accept('batch', taken.request, {
          ...accept,
          priority,
        })
        return { id, created }
      }),
    batch(id) {
      const view = generation.groups.get('batch', id)
      return view && toBatch(view)
    },
    get(id) {
      const job = generation.get(id)
      return job && shown(job)
    },
    list({ status, limit, cursor }) {
      if (cursor !== undefined && !isCursor(cursor)) {
        throw invalidInput('cursor', 'must be the next_cursor of a page')
      }
      const page = { limit, ...(cursor !== undefined && { cursor }) }
      const { items, cursor: next } = generation.list(status === undefined ? {} : { status }, page)
      return { jobs: items.map(shown), cursor: next }
    },
    waiting: (limit) => generation.line.jobs({ limit }).map(shown),
    findOutput: (path) => findOutput(path, generation),
    cancel: (id) => told(() => generation.cancel(id)),
    async graph(id) {
      const job = generation.get(id)
      return job && (await told(() => graphOf(job, services)))
    },
    news: (asked) => jobNews(asked, services),
  }
}
