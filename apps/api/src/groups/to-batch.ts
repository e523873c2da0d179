import type { Gallery, GalleryEntry } from '@darkroom/gallery-store'
import type { AcceptedGroup, BatchView, JobView, SequenceView } from '@darkroom/generation'
import { thumbnailUrl, toGalleryImage } from '../gallery/to-gallery-image.ts'
import { toTime } from '../http/to-time.ts'
import type { AcceptedBatch, Batch } from './batch-schemas.ts'

const toErrors = (jobs: readonly JobView[]) =>
  jobs.flatMap(({ error, part }) =>
    error === undefined || part === undefined ? [] : [{ number: part.number, error }],
  )

/** Of what failed, and of what was made anew and failed though a picture stands. */
const errorsOf = ({ jobs, redone }: BatchView | SequenceView) =>
  toErrors([...jobs, ...redone]).toSorted((a, b) => a.number - b.number)

/** The finished pictures, in order. */
export const groupEntries = (view: BatchView | SequenceView, gallery: Gallery): GalleryEntry[] =>
  view.jobs.flatMap(({ images }) => images).flatMap(({ path }) => gallery.findByPath(path) ?? [])

/** What batches and sequences tell alike. */
export const toGroupProgress = (view: BatchView | SequenceView, gallery: Gallery) => {
  const entries = groupEntries(view, gallery)
  return {
    status: view.status,
    paused: view.paused,
    seeds: view.jobs.map(({ seed }) => seed),
    job_ids: view.jobs.map(({ requestId }) => requestId),
    thumbnails: entries.map(thumbnailUrl),
    images: entries.map(toGalleryImage),
    errors: errorsOf(view),
    estimated_seconds_remaining: view.etaSeconds ?? null,
    created_at: toTime(view.createdAt),
    completed_at: view.finishedAt === undefined ? undefined : toTime(view.finishedAt),
  }
}

export const toAcceptedBatch = (group: AcceptedGroup): AcceptedBatch => ({
  batch_id: group.id,
  queued_images: group.pictures,
  estimated_time: group.etaSeconds ?? null,
})

export const toBatch = (view: BatchView, gallery: Gallery): Batch => ({
  batch_id: view.id,
  prompt: view.request.request.prompt,
  model: view.request.request.model,
  seed_mode: view.request.seedMode ?? 'random',
  base_seed: view.request.baseSeed ?? 0,
  total_images: view.total,
  completed_images: view.completed,
  failed_images: [...view.failed],
  current_image: view.current,
  ...toGroupProgress(view, gallery),
})
