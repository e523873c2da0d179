import { createHash } from 'node:crypto'
import { type Caller, DoorError, type House } from '@darkroom/door-ports'
import type { AssetSources } from '../assets/find-asset.ts'
import { ApiV2Error, invalidRequest, invalidWorkflow } from '../errors/api-v2-error.ts'
import { prepareGraph } from './prepare-graph.ts'
import { readSubmission, type Submission } from './read-submission.ts'

const door = 'comfy-api-v2'

/** Ours are −100…100, those of the dialect a million either way. */
const toPriority = (priority: number): number => Math.round(Math.min(100, Math.max(-100, priority)))

/** A key is used once, whatever it is used for: so the fingerprint is the same for all, and the house tells which job was first. */
function toIdempotency(key: string | undefined): { key: string; fingerprint: string } | undefined {
  if (key === undefined || key.trim() === '') return undefined
  if (key.length > 1024) throw invalidRequest('The Idempotency-Key is longer than 1024 characters.')
  const digest = createHash('sha256').update(key.trim()).digest('hex')
  return { key: `${door} ${digest}`, fingerprint: 'once' }
}

const usedBefore = (id: string): ApiV2Error =>
  new ApiV2Error(
    422,
    'idempotency_key_reuse',
    `The Idempotency-Key was used before: that request became job ${id}.`,
    {
      hint: `Ask for it at /api/v2/jobs/${id}, or send another key to run this as well.`,
      details: { job_id: id },
    },
  )

/** What the house says of a graph is about the workflow, unless it could say it of any. */
const aboutWorkflow = (error: unknown): unknown =>
  error instanceof DoorError &&
  !(error instanceof ApiV2Error) &&
  (error.status === 400 || error.status === 404)
    ? invalidWorkflow(error.message, {
        hint: error.hint,
        parts: error.parts,
        details: { reason: error.code },
        cause: error,
      })
    : error

const optionsOf = ({ priority, metadata }: Submission) => ({
  priority: priority === undefined ? undefined : toPriority(priority),
  note: { door, ...(metadata === undefined ? {} : { metadata }) },
})

/** Accepts the body of `POST /jobs`, and gives the id of its job. */
export async function submitJob(
  text: string,
  {
    key,
    caller,
    sources,
  }: {
    readonly key: string | undefined
    readonly caller: Caller
    readonly sources: AssetSources & { readonly house: Pick<House, 'jobs'> }
  },
): Promise<string> {
  const idempotency = toIdempotency(key)
  // Before anything of the body is looked at: an asset of the job may be gone that it was made with.
  const before = idempotency && (await sources.house.jobs.acceptedBefore(idempotency))
  if (before !== undefined) throw usedBefore(before)
  const submission = readSubmission(text)
  const asked = await prepareGraph(text, submission.workflow, sources)
  const { ids, created } = await sources.house.jobs
    .submit(asked, { caller, idempotency, ...optionsOf(submission) })
    .catch((error: unknown) => {
      throw aboutWorkflow(error)
    })
  const [id] = ids
  if (id === undefined) throw new Error('A job was accepted without an id')
  // Somebody else came with the same key meanwhile.
  if (!created) throw usedBefore(id)
  return id
}
