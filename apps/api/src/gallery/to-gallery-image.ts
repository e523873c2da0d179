import type { GalleryEntry } from '@darkroom/gallery-store'
import { toTime } from '../http/fields.ts'
import type { GalleryImage } from './gallery-image.ts'
import { imageUrl, thumbnailUrl } from './image-version.ts'

const toMetadata = (entry: GalleryEntry): Record<string, unknown> => ({
  favourite: entry.favourite,
  tags: entry.tags,
  batch_id: entry.batchId || undefined,
  sequence_id: entry.sequenceId || undefined,
  frame_number: entry.frameNumber ?? undefined,
  seed: entry.seed === null ? entry.seedText || undefined : undefined,
})

export const toShownLoras = (loras: GalleryEntry['loras']) =>
  loras.map(({ name, strengthModel, strengthClip }) => ({
    name,
    strength_model: strengthModel,
    strength_clip: strengthClip,
  }))

/** What the picture says of how it was made, beside its prompts, model and seed. */
export const toParameters = (entry: GalleryEntry): GalleryImage['parameters'] => ({
  steps: entry.steps,
  cfg: entry.cfg,
  sampler: entry.sampler,
  scheduler: entry.scheduler,
  resolution: {
    width: entry.generatedWidth ?? entry.width,
    height: entry.generatedHeight ?? entry.height,
  },
  loras: toShownLoras(entry.loras),
})

/** An image of the gallery as the API shows it. */
export const toGalleryImage = (entry: GalleryEntry): GalleryImage => ({
  id: entry.id,
  image_url: imageUrl(entry),
  thumbnail_url: thumbnailUrl(entry),
  filepath: entry.path,
  prompt: entry.prompt,
  negative_prompt: entry.negativePrompt,
  model: entry.model,
  seed: entry.seed,
  parameters: toParameters(entry),
  timestamp: toTime(entry.createdMs),
  filesize: entry.size,
  width: entry.width,
  height: entry.height,
  source: entry.source,
  metadata: toMetadata(entry),
})
