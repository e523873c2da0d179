import type { Gallery } from '@darkroom/gallery-store'
import type { SequenceView } from '@darkroom/generation'
import { thumbnailUrl } from '../gallery/image-version.ts'
import { toWaiting } from '../generate/waiting-schema.ts'
import { toOptionalTime, toTime } from '../http/fields.ts'
import type { SequenceSummary } from './sequence-schemas.ts'

const mostThumbnails = 4

/** A sequence as lists show it. */
export const toSequenceSummary = (view: SequenceView, gallery: Gallery): SequenceSummary => {
  const { story, frames } = view.request
  return {
    sequence_id: view.id,
    description: story?.description ?? frames[0]?.prompt ?? '',
    status: view.status,
    paused: view.paused,
    ...toWaiting(view.waitingFor),
    total_frames: view.total,
    completed_frames: view.completed,
    failed_frames: [...view.failed],
    thumbnails: firstThumbnails(view, gallery),
    estimated_seconds_remaining: view.etaSeconds ?? null,
    created_at: toTime(view.createdAt),
    completed_at: toOptionalTime(view.finishedAt),
  }
}

const firstThumbnails = (view: SequenceView, gallery: Gallery): string[] =>
  view
    .jobs()
    .flatMap(({ images: [image] }) => (image && gallery.findByPath(image.path)) ?? [])
    .slice(0, mostThumbnails)
    .map(thumbnailUrl)
