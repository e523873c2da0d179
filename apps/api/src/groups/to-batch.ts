import type { Gallery } from '@darkroom/gallery-store'
import type { AcceptedGroup, BatchView, JobView } from '@darkroom/generation'
import { readFound } from '@darkroom/recipe'
import type { AcceptedBatch, Batch } from './batch-schemas.ts'
import { type JobsPage, mostJobs } from './group-schemas.ts'
import { toGroupProgress } from './to-group.ts'

export const toAcceptedBatch = (group: AcceptedGroup): AcceptedBatch => ({
  batch_id: group.id,
  queued_images: group.pictures,
  estimated_time: group.etaSeconds ?? null,
})

/** Tells of some of its jobs: of as many as one answer may, from the first on. */
export function toBatch(
  view: BatchView,
  gallery: Gallery,
  { from = 0, most = mostJobs }: JobsPage = {},
): Batch {
  const jobs = view.jobs({ from, most })
  const { inputs, seedMode, baseSeed } = view.request
  const { prompt = '', model = '' } = readFound(inputs)
  return {
    batch_id: view.id,
    prompt,
    model,
    seed_mode: seedMode,
    base_seed: baseSeed,
    total_images: view.total,
    completed_images: view.completed,
    failed_images: [...view.failed],
    current_image: view.current,
    ...toMatrix(view, jobs),
    next_from: from + jobs.length < view.jobCount ? from + jobs.length : undefined,
    ...toGroupProgress(view, jobs, gallery),
  }
}

const toMatrix = (
  { request: { matrix } }: BatchView,
  jobs: readonly JobView[],
): Pick<Batch, 'matrix' | 'values'> => {
  if (matrix === undefined) return {}
  const lists = Object.entries(matrix).map(([word, list]) => [word, [...list]])
  const values = jobs.map(({ part }) => (part?.kind === 'batch' ? { ...part.values } : {}))
  return { matrix: Object.fromEntries(lists), values }
}
