import type { Gallery } from '@darkroom/gallery-store'
import type { AcceptedGroup, BatchView } from '@darkroom/generation'
import { readFound } from '@darkroom/recipe'
import type { AcceptedBatch, Batch } from './batch-schemas.ts'
import { toGroupProgress } from './to-group.ts'

export const toAcceptedBatch = (group: AcceptedGroup): AcceptedBatch => ({
  batch_id: group.id,
  queued_images: group.pictures,
  estimated_time: group.etaSeconds ?? null,
})

export function toBatch(view: BatchView, gallery: Gallery): Batch {
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
    ...toGroupProgress(view, gallery),
  }
}
