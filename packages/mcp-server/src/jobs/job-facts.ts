import type { Job, JobOutput } from '@darkroom/door-ports'
import { z } from 'zod'
import {
  fileUrl,
  outputFacts,
  type PictureFacts,
  pictureSchema,
} from '../pictures/picture-facts.ts'
import type { Call } from '../tool.ts'

const jobStatuses = ['queued', 'processing', 'completed', 'error', 'cancelled'] as const

export const statusSchema = z.enum(jobStatuses)

export const fileSchema = z.object({
  kind: z.string().describe('video, audio, text, 3d or other.'),
  url: z.string(),
  media_type: z.string(),
  text: z.string().optional().describe('Of a text, its beginning.'),
})

const failureSchema = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional().describe('What to do.'),
})

/** What is known of one job. */
export const jobSchema = z.object({
  job_id: z.string(),
  status: statusSchema,
  position: z.number().optional().describe('Jobs ahead of it, while it waits.'),
  eta_seconds: z.number().optional().describe('To its end, where that can be foreseen.'),
  progress: z.number().optional().describe('0 to 1, while it is processed.'),
  stage: z.string().optional().describe('What is done now, such as sampling.'),
  workflow: z.string(),
  prompt: z.string().optional(),
  model: z.string().optional(),
  seed: z.number().optional(),
  images: z.array(pictureSchema),
  files: z.array(fileSchema).optional().describe('What it made beside pictures.'),
  error: failureSchema.optional(),
  batch_id: z.string().optional(),
  created_at: z.string(),
  finished_at: z.string().optional(),
})
export type JobFacts = z.output<typeof jobSchema>

const isShown = ({ type }: JobOutput): boolean => type === 'output'

/** What counts of what a job made: what it saved, or what it shows where it saved nothing. */
function outputsOf({ outputs }: Job): readonly JobOutput[] {
  const saved = outputs.filter(isShown)
  return saved.length > 0 ? saved : outputs
}

export const picturesOf = (job: Job, call: Pick<Call, 'house' | 'caller'>): PictureFacts[] =>
  outputsOf(job)
    .filter(({ kind }) => kind === 'image')
    .map((output) => outputFacts(job, output, call))

export const filesOf = (
  job: Job,
  call: Pick<Call, 'house' | 'caller'>,
): z.output<typeof fileSchema>[] =>
  outputsOf(job)
    .filter(({ kind }) => kind !== 'image')
    .map((output) => ({
      kind: output.kind,
      url: fileUrl(output, call),
      media_type: output.mediaType,
      text: output.text,
    }))

/** Nothing where there is nothing, for what is absent costs no words. */
export const orAbsent = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined)

const toTime = (milliseconds: number): string => new Date(milliseconds).toISOString()

export const jobFacts = (job: Job, call: Pick<Call, 'house' | 'caller'>): JobFacts => ({
  job_id: job.id,
  status: job.status,
  position: job.position,
  eta_seconds: job.etaSeconds,
  progress: job.progress?.value,
  stage: job.progress?.stage,
  workflow: job.workflow,
  prompt: job.recipe.prompt,
  model: job.recipe.model,
  seed: job.recipe.seed,
  images: picturesOf(job, call),
  files: orAbsent(filesOf(job, call)),
  error: job.failure && {
    code: job.failure.code,
    message: job.failure.message,
    hint: job.failure.hint,
  },
  batch_id: job.groupId,
  created_at: toTime(job.createdAt),
  finished_at: job.finishedAt === undefined ? undefined : toTime(job.finishedAt),
})
