import type { Gallery } from '@darkroom/gallery-store'
import type { Generation, JobProgress, JobView } from '@darkroom/generation'
import type { z } from '@hono/zod-openapi'
import { imageUrl } from '../gallery/image-version.ts'
import { toGalleryImage } from '../gallery/to-gallery-image.ts'
import { toOptionalTime, toTime } from '../http/fields.ts'
import { toOutput } from '../outputs/to-output.ts'
import { uploadUrl } from '../uploads/upload-schemas.ts'
import type { Job, progressSchema } from './generate-schemas.ts'
import { toWaiting } from './waiting-schema.ts'

/** Sources of jobs and their pictures. */
export interface JobSources {
  readonly generation: Generation
  readonly gallery: Gallery
}

export const toProgress = ({
  value,
  step,
  steps,
  stage,
  stale,
}: JobProgress): z.infer<typeof progressSchema> => ({ value, step, steps, stage, stale })

type Result = Pick<Job, 'image_url' | 'images' | 'outputs'>

const toResult = ({ status, requestId, images, outputs }: JobView, gallery: Gallery): Result => {
  if (status !== 'completed') return {}
  const entries = images.flatMap(({ path }) => gallery.findByPath(path) ?? [])
  const first = entries.find(({ mediaType }) => mediaType.startsWith('image/')) ?? entries[0]
  return {
    image_url: first === undefined ? undefined : imageUrl(first),
    images: entries.map(toGalleryImage),
    outputs: outputs.map((output, at) => toOutput(output, { gallery, requestId, at })),
  }
}

/** Why a job failed; nothing of one that did not. */
export const toFailure = ({
  status,
  error,
  errorInfo,
}: JobView): Pick<Job, 'error' | 'error_info'> => {
  if (status !== 'error') return {}
  return {
    error: error ?? 'It failed.',
    error_info: errorInfo && {
      code: errorInfo.code,
      node_id: errorInfo.nodeId,
      node_class: errorInfo.nodeClass,
      hint: errorInfo.hint,
    },
  }
}

/**
 * The job's request. The queue forgets it once many jobs have ended since, and of a graph not every word may be known; the
 * picture tells.
 */
const toRequested = (
  { recipe, template, images }: JobView,
  gallery: Gallery,
): Pick<Job, 'prompt' | 'prompt_template' | 'model' | 'seed'> => {
  const entry =
    recipe.model === undefined || recipe.prompt === undefined
      ? images.flatMap(({ path }) => gallery.findByPath(path) ?? [])[0]
      : undefined
  const { prompt = '', model = '', seed = -1 } = { ...entry?.recipe, ...recipe }
  return { prompt, prompt_template: template?.prompt, model, seed }
}

const toGivenUrls = ({ files = [] }: JobView): string[] | undefined => {
  const urls = files.flatMap((file) => ('upload' in file ? uploadUrl(file.upload) : []))
  return urls.length === 0 ? undefined : urls
}

/** A job as the API shows it; undefined fields are absent from the JSON. */
export const toJob = (job: JobView, gallery: Gallery): Job => ({
  request_id: job.requestId,
  status: job.status,
  position: job.position,
  ...toWaiting(job.waitingFor),
  priority: job.priority,
  progress: job.progress && toProgress(job.progress),
  ...toRequested(job, gallery),
  ...toResult(job, gallery),
  ...toFailure(job),
  server: job.server,
  given_urls: toGivenUrls(job),
  batch_id: job.part?.kind === 'batch' ? job.part.id : undefined,
  sequence_id: job.part?.kind === 'sequence' ? job.part.id : undefined,
  created_at: toTime(job.createdAt),
  started_at: toOptionalTime(job.startedAt),
  finished_at: toOptionalTime(job.finishedAt),
  eta_seconds: job.etaSeconds,
})
