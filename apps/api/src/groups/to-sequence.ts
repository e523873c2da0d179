import type { Gallery } from '@darkroom/gallery-store'
import type { AcceptedGroup, JobView, SequenceStory, SequenceView } from '@darkroom/generation'
import { toGalleryImage } from '../gallery/to-gallery-image.ts'
import { toFailure } from '../generate/to-job.ts'
import { toWaiting } from '../generate/waiting-schema.ts'
import type { AcceptedSequence, Sequence } from './sequence-schemas.ts'
import { toGroupProgress } from './to-group.ts'

export const toAcceptedSequence = (group: AcceptedGroup): AcceptedSequence => ({
  sequence_id: group.id,
  status: 'queued',
  estimated_time: group.etaSeconds ?? null,
})

type ShownFrame = Sequence['frames'][number]

/** How the job of a frame stands. */
const toStanding = (job: JobView) => ({
  request_id: job.requestId,
  status: job.status,
  ...toWaiting(job.waitingFor),
  eta_seconds: job.etaSeconds,
  ...toFailure(job),
})

const toShownFrame = (job: JobView, { redone }: SequenceView, gallery: Gallery): ShownFrame[] => {
  const { part, recipe, images, workflow, made } = job
  if (part?.kind !== 'sequence') return []
  const [image] = images
  const entry = image === undefined ? undefined : gallery.findByPath(image.path)
  const redo = redone.find((job) => job.part?.number === part.number)
  return [
    {
      frame_number: part.frameNumber,
      prompt: recipe.prompt ?? '',
      description: part.description,
      shot_type: part.shotType,
      ...toStanding(job),
      seed: recipe.seed ?? 0,
      workflow: workflow === 'graph' ? (made?.workflow ?? '') : undefined,
      image: entry && toGalleryImage(entry),
      redo: redo && toStanding(redo),
    },
  ]
}

const toShownStory = (story: SequenceStory): Sequence['story'] => ({
  ...story,
  keywords: [...story.keywords],
  characters: [...story.characters],
})

/** A sequence as the API shows it. */
export const toSequence = (view: SequenceView, gallery: Gallery): Sequence => {
  const jobs = view.jobs()
  return {
    sequence_id: view.id,
    total_frames: view.total,
    completed_frames: view.completed,
    failed_frames: [...view.failed],
    current_frame: view.current,
    frames: jobs.flatMap((job) => toShownFrame(job, view, gallery)),
    story: view.request.story && toShownStory(view.request.story),
    ...toGroupProgress(view, jobs, gallery),
  }
}
