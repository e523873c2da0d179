import type { Gallery } from '@darkroom/gallery-store'
import type { AcceptedGroup, BatchView } from '@darkroom/generation'
import type { AcceptedBatch, Batch } from './batch-schemas.ts'
import { toGroupProgress } from './to-group.ts'

export const toAcceptedBatch = (group: AcceptedGroup): AcceptedBatch => ({
  batch_id: group.id,
  queued_images: group.pictures,
  estimated_time: group.etaSeconds ?? null,
})

export const toBatch = (view: BatchView, gallery: Gallery): Batch => ({
  batch_id: view.id,
  prompt: String(view.request.inputs.prompt),
  model: String(view.request.inputs.model),
  seed_mode: view.request.seedMode ?? 'random',
  base_seed: view.request.baseSeed ?? 0,
  total_images: view.total,
  completed_images: view.completed,
  failed_images: [...view.failed],
  current_image: view.current,
  ...toGroupProgress(view, gallery),
})
