import { hasEnded, type Job, type JobStatus } from '@darkroom/door-ports'
import type { ContentBlock } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { type PictureFacts, toLink } from '../pictures/picture-facts.ts'
import { previewBytes, toImageContent } from '../pictures/preview.ts'
import type { Answer, Call } from '../tool.ts'
import { filesOf, jobSchema, orAbsent, picturesOf } from './job-facts.ts'

const { position, eta_seconds, progress, images, files, status, batch_id, model, error } =
  jobSchema.shape

/** What tools that make pictures answer, and the one that waits for them: one job, or several of one call as if they were one. */
export const resultSchema = z.object({
  job_id: z.string().describe('Of the first, where there are several.'),
  job_ids: z.array(z.string()).optional().describe('All of them, where there are several.'),
  status: status.describe('Of all together: completed when all have ended and one has pictures.'),
  position,
  eta_seconds,
  progress,
  images,
  files,
  errors: z
    .array(z.object({ job_id: z.string(), ...error.unwrap().shape }))
    .optional()
    .describe('Of jobs that failed.'),
  model,
  batch_id,
  next: z.string().optional().describe('What to do now.'),
})
export type JobResult = z.output<typeof resultSchema>

/** More pictures than this are told of by their addresses alone. */
export const mostPreviews = 4

export const previewsNote = `Up to ${mostPreviews} pictures come as previews of at most 512 pixels and 100 kB; url has each whole.`

/** @param jobs at least one, in the order of their seeds */
export async function toJobResult(
  jobs: readonly [Job, ...Job[]],
  call: Call,
): Promise<Answer<JobResult>> {
  const structured = factsOf(jobs, call)
  const content = await contentOf(structured, call)
  return { structured, content, isError: structured.status === 'error' }
}

function factsOf(jobs: readonly [Job, ...Job[]], call: Call): JobResult {
  const [first] = jobs
  const all = statusOf(jobs)
  const several = jobs.length > 1
  const etas = jobs.flatMap(({ etaSeconds }) => etaSeconds ?? [])
  const failures = jobs.flatMap(({ id, failure }) => (failure ? [{ id, failure }] : []))
  return {
    job_id: first.id,
    job_ids: several ? jobs.map(({ id }) => id) : undefined,
    status: all,
    position: all === 'queued' ? first.position : undefined,
    eta_seconds: etas.length > 0 ? Math.max(...etas) : undefined,
    progress: all === 'processing' ? progressOf(jobs) : undefined,
    images: jobs.flatMap((job) => picturesOf(job, call)),
    files: orAbsent(jobs.flatMap((job) => filesOf(job, call))),
    errors: orAbsent(
      failures.map(({ id, failure: { code, message, hint } }) => ({
        job_id: id,
        code,
        message,
        hint,
      })),
    ),
    model: first.recipe.model,
    batch_id: several ? first.groupId : undefined,
    next: nextOf(all, several),
  }
}

const nextOf = (status: JobStatus, several: boolean): string | undefined =>
  status === 'queued' || status === 'processing'
    ? `Not done yet, and it goes on by itself: call wait_for_job with ${several ? 'job_ids as its job_id' : 'the job_id'}.`
    : undefined

function statusOf(jobs: readonly Job[]): JobStatus {
  const has = (status: JobStatus): boolean => jobs.some((job) => job.status === status)
  if (has('processing')) return 'processing'
  if (has('queued')) return has('completed') ? 'processing' : 'queued'
  if (has('completed')) return 'completed'
  return has('error') ? 'error' : 'cancelled'
}

const progressOf = (jobs: readonly Job[]): number =>
  jobs.reduce((sum, job) => sum + (hasEnded(job) ? 1 : (job.progress?.value ?? 0)), 0) / jobs.length

/** Previews, each with the address of its picture. */
async function contentOf(
  { images, files = [], errors = [] }: JobResult,
  call: Call,
): Promise<readonly ContentBlock[]> {
  const content: ContentBlock[] = errors.map(({ message, hint = '' }) => ({
    type: 'text',
    text: `${message} ${hint}`.trim(),
  }))
  for (const [place, image] of images.entries()) {
    const preview = place < mostPreviews ? await previewOf(image, call) : undefined
    if (preview !== undefined) content.push(toImageContent(preview))
    content.push(toLink(image))
  }
  return [...content, ...files.map(toLink)]
}

/** Undefined where there is none to be had, as of a file that is gone: then its address says so. */
async function previewOf(
  { job_id: job, index }: PictureFacts,
  call: Call,
): Promise<Uint8Array | undefined> {
  if (job === undefined || index === undefined) return undefined
  return await previewBytes(call.house.pictures, { job, index }, call).catch(() => undefined)
}
