import type { Gallery } from '@darkroom/gallery-store'
import type { JobProgress, JobView } from '@darkroom/generation'
import type { z } from '@hono/zod-openapi'
import type { Job, progressSchema } from '../schemas/generation.ts'
import { imageUrl, toGalleryImage } from './to-gallery-image.ts'
import { toTime } from './to-time.ts'

export const toProgress = ({
  value,
  step,
  steps,
  stage,
}: JobProgress): z.infer<typeof progressSchema> => ({ value, step, steps, stage })

const toResult = (job: JobView, gallery: Gallery): Pick<Job, 'image_url' | 'images'> => {
  if (job.status !== 'completed') return {}
  const entries = job.images.flatMap(({ path }) => gallery.findByPath(path) ?? [])
  const [first] = entries
  return {
    image_url: first === undefined ? undefined : imageUrl(first),
    images: entries.map(toGalleryImage),
  }
}

const toFailure = ({ status, error, errorInfo }: JobView): Pick<Job, 'error' | 'error_info'> => {
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

const optionalTime = (milliseconds: number | undefined): string | undefined =>
  milliseconds === undefined ? undefined : toTime(milliseconds)

/** A job as the API shows it; what is undefined is absent from the JSON. */
export const toJob = (job: JobView, gallery: Gallery): Job => ({
  request_id: job.requestId,
  status: job.status,
  position: job.position,
  priority: job.priority,
  progress: job.progress && toProgress(job.progress),
  prompt: job.request.prompt,
  model: job.request.model,
  seed: job.seed,
  ...toResult(job, gallery),
  ...toFailure(job),
  batch_id: job.part?.kind === 'batch' ? job.part.id : undefined,
  sequence_id: job.part?.kind === 'sequence' ? job.part.id : undefined,
  created_at: toTime(job.createdAt),
  started_at: optionalTime(job.startedAt),
  finished_at: optionalTime(job.finishedAt),
  eta_seconds: job.etaSeconds,
})
