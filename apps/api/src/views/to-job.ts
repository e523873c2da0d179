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

const toResult = (job: JobView, gallery: Gallery): Partial<Job> => {
  if (job.status !== 'completed') return {}
  const entries = job.images.flatMap(({ path }) => gallery.findByPath(path) ?? [])
  const [first] = entries
  return {
    ...(first === undefined ? {} : { image_url: imageUrl(first.id) }),
    images: entries.map(toGalleryImage),
  }
}

const toFailure = ({ status, error, errorInfo }: JobView): Partial<Job> => {
  if (status !== 'error') return {}
  if (errorInfo === undefined) return { error: error ?? 'It failed.' }
  const { code, nodeId, nodeClass, hint } = errorInfo
  return {
    error: error ?? 'It failed.',
    error_info: {
      code,
      ...(nodeId === undefined ? {} : { node_id: nodeId }),
      ...(nodeClass === undefined ? {} : { node_class: nodeClass }),
      ...(hint === undefined ? {} : { hint }),
    },
  }
}

const toPart = ({ part }: JobView): Partial<Job> => {
  if (part === undefined) return {}
  return part.kind === 'batch' ? { batch_id: part.id } : { sequence_id: part.id }
}

/** A job as the API shows it. */
export const toJob = (job: JobView, gallery: Gallery): Job => ({
  request_id: job.requestId,
  status: job.status,
  ...(job.position === undefined ? {} : { position: job.position }),
  ...(job.progress === undefined ? {} : { progress: toProgress(job.progress) }),
  prompt: job.request.prompt,
  model: job.request.model,
  seed: job.seed,
  ...toResult(job, gallery),
  ...toFailure(job),
  ...toPart(job),
  created_at: toTime(job.createdAt),
  ...(job.startedAt === undefined ? {} : { started_at: toTime(job.startedAt) }),
  ...(job.finishedAt === undefined ? {} : { finished_at: toTime(job.finishedAt) }),
  ...(job.etaSeconds === undefined ? {} : { eta_seconds: job.etaSeconds }),
})
