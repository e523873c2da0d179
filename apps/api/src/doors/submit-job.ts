import type {
  AskedGraph,
  AskedJob,
  AskedWords,
  AskedWorkflow,
  SubmitOptions,
  Submitted,
} from '@darkroom/door-ports'
import type { AcceptOptions } from '@darkroom/generation'
import type { z } from '@hono/zod-openapi'
import { generateBodySchema } from '../generate/generate-schemas.ts'
import { takeJob } from '../generate/take-job.ts'
import { batchBodySchema } from '../groups/batch-schemas.ts'
import { takeBatch } from '../groups/take-batch.ts'
import { ProblemError } from '../http/problem.ts'
import { validationProblem } from '../http/validation-problem.ts'
import type { Services } from '../services.ts'
import { toldOfRun } from '../workflows/told-of-run.ts'
import { toGivenFiles } from './given-files.ts'

export type SubmitServices = Pick<Services, 'generation' | 'given' | 'runs' | 'uploads'>

/** @throws ProblemError that names each wrong field */
export function parsed<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value)
  if (!result.success) throw validationProblem('json', result.error)
  return result.data
}

export const toAcceptOptions = ({
  caller,
  idempotency,
  priority,
  id,
  note,
}: SubmitOptions): AcceptOptions => ({
  client: caller.client,
  ...(idempotency !== undefined && {
    idempotencyKey: idempotency.key,
    fingerprint: idempotency.fingerprint,
  }),
  ...(priority !== undefined && { priority }),
  id,
  note,
})

/** Puts one or several jobs into the queue. @throws whatever the services throw */
export async function submitJob(
  asked: AskedJob,
  options: SubmitOptions,
  services: SubmitServices,
): Promise<Submitted> {
  const accept = toAcceptOptions(options)
  const { count = 1 } = options
  if (count > 1) return await submitSeveral(asked, { ...options, count }, accept, services)
  const before = services.generation.acceptedBefore(accept)
  const { requestId, created } = before ?? (await submitOne(asked, options, accept, services))
  return { ids: [requestId], created }
}

const submitOne = (
  asked: AskedJob,
  { caller }: SubmitOptions,
  accept: AcceptOptions,
  services: SubmitServices,
) => {
  if ('words' in asked) return submitWords(asked, caller.signal, accept, services)
  if ('workflow' in asked) return submitWorkflow(asked, caller.signal, accept, services)
  return submitGraph(asked, accept, services)
}

async function submitWords(
  { words: asked, literal }: AskedWords,
  signal: AbortSignal,
  accept: AcceptOptions,
  { generation, given }: SubmitServices,
) {
  const { priority: _, ...words } = parsed(generateBodySchema, asked)
  using taken = await takeJob(given, words, { signal })
  return await generation.accept(taken, { ...accept, ...(literal !== undefined && { literal }) })
}

async function submitWorkflow(
  { workflow: name, inputs }: AskedWorkflow,
  signal: AbortSignal,
  accept: AcceptOptions,
  { generation, runs }: SubmitServices,
) {
  const workflow = await runs.open(name)
  using planned = await workflow.plan(inputs, signal)
  try {
    return await generation.accept(planned.request, accept)
  } catch (error) {
    throw toldOfRun(error, workflow)
  }
}

async function submitGraph(
  { graph, files = [], pngInfo }: AskedGraph,
  accept: AcceptOptions,
  { generation, uploads }: SubmitServices,
) {
  const given = toGivenFiles(files, { generation })
  using _held = await uploads.hold(given.flatMap((file) => ('upload' in file ? file.upload : [])))
  return await generation.accept(
    { workflow: 'graph', inputs: { graph }, ...(given.length > 0 && { files: given }) },
    { ...accept, pngInfo },
  )
}

/** Several of one request are a batch. */
async function submitSeveral(
  asked: AskedJob,
  { count, caller, seedMode = 'random' }: SubmitOptions & { readonly count: number },
  accept: AcceptOptions,
  services: SubmitServices,
): Promise<Submitted> {
  const { groups } = services.generation
  const before = groups.acceptedBefore(accept)
  if (before !== undefined) return { ids: before.jobIds, created: false, batchId: before.id }
  const body = parsed(batchBodySchema, toBatchBody(asked, { count, seedMode }))
  using taken = await takeBatch(body, { ...services, signal: caller.signal })
  const literal = 'words' in asked ? asked.literal : undefined
  const { id, jobIds, created } = await groups.accept('batch', taken.request, {
    ...accept,
    ...(literal !== undefined && { literal }),
  })
  return { ids: jobIds, created, batchId: id }
}

/** A batch has its seed in a word of its own; a given one begins the row. */
function toBatchBody(
  asked: AskedJob,
  { count, seedMode }: { readonly count: number; readonly seedMode: string },
): object {
  const plan = { batch_count: count, seed_mode: seedMode }
  if ('words' in asked) {
    const { seed = -1, ...words } = asked.words
    return { ...words, ...plan, ...(seed !== -1 && { base_seed: seed, seed_mode: 'incremental' }) }
  }
  if ('workflow' in asked) {
    const { seed = -1, ...inputs } = asked.inputs
    const base = seed === -1 ? {} : { base_seed: seed, seed_mode: 'incremental' }
    return { workflow: asked.workflow, inputs, ...plan, ...base }
  }
  throw new ProblemError(400, 'invalid_input', 'A graph of one’s own is run once.')
}
