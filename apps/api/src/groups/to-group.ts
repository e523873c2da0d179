import type { Gallery, GalleryEntry } from '@darkroom/gallery-store'
import type { BatchView, JobView, SequenceView } from '@darkroom/generation'
import { thumbnailUrl } from '../gallery/image-version.ts'
import { toGalleryImage } from '../gallery/to-gallery-image.ts'
import { toWaiting } from '../generate/waiting-schema.ts'
import { toOptionalTime, toTime } from '../http/fields.ts'

const toErrors = (jobs: readonly JobView[]) =>
  jobs.flatMap(({ error, part }) =>
    error === undefined || part === undefined ? [] : [{ number: part.number, error }],
  )

/** Errors of failed jobs, also of a frame that keeps its picture because making it anew failed. */
const errorsOf = ({ jobs, redone }: BatchView | SequenceView) =>
  toErrors([...jobs, ...redone]).toSorted((a, b) => a.number - b.number)

/** Gallery entries of the finished pictures, in order. */
const groupEntries = (view: BatchView | SequenceView, gallery: Gallery): GalleryEntry[] =>
  view.jobs.flatMap(({ images }) => images).flatMap(({ path }) => gallery.findByPath(path) ?? [])

/** Fields that batches and sequences share. */
export const toGroupProgress = (view: BatchView | SequenceView, gallery: Gallery) => {
  const entries = groupEntries(view, gallery)
  return {
    status: view.status,
    paused: view.paused,
    ...toWaiting(view.waitingFor),
    seeds: view.jobs.map(({ recipe }) => recipe.seed ?? 0),
    job_ids: view.jobs.map(({ requestId }) => requestId),
    thumbnails: entries.map(thumbnailUrl),
    images: entries.map(toGalleryImage),
    errors: errorsOf(view),
    estimated_seconds_remaining: view.etaSeconds ?? null,
    created_at: toTime(view.createdAt),
    completed_at: toOptionalTime(view.finishedAt),
  }
}
