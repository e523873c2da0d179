import type { GalleryEntry } from '@darkroom/gallery-store'
import type { GalleryImage } from '../schemas/gallery-image.ts'
import { toTime } from './to-time.ts'

export const imageUrl = (id: string): string => `/api/gallery/image/${id}`
export const thumbnailUrl = (id: string): string => `/api/gallery/thumbnail/${id}`

const toMetadata = (entry: GalleryEntry): Record<string, unknown> => ({
  favourite: entry.favourite,
  tags: entry.tags,
  ...(entry.batchId === '' ? {} : { batch_id: entry.batchId }),
  ...(entry.sequenceId === '' ? {} : { sequence_id: entry.sequenceId }),
  ...(entry.frameNumber === null ? {} : { frame_number: entry.frameNumber }),
  ...(entry.seed === null && entry.seedText !== '' ? { seed: entry.seedText } : {}),
})

/** An image of the gallery as the API shows it. */
export const toGalleryImage = (entry: GalleryEntry): GalleryImage => ({
  id: entry.id,
  image_url: imageUrl(entry.id),
  thumbnail_url: thumbnailUrl(entry.id),
  filepath: entry.path,
  prompt: entry.prompt,
  negative_prompt: entry.negativePrompt,
  model: entry.model,
  seed: entry.seed,
  parameters: {
    steps: entry.steps,
    cfg: entry.cfg,
    sampler: entry.sampler,
    scheduler: entry.scheduler,
    resolution: {
      width: entry.generatedWidth ?? entry.width,
      height: entry.generatedHeight ?? entry.height,
    },
    loras: entry.loras.map(({ name, strengthModel, strengthClip }) => ({
      name,
      strength_model: strengthModel,
      strength_clip: strengthClip,
    })),
  },
  timestamp: toTime(entry.createdMs),
  filesize: entry.size,
  width: entry.width,
  height: entry.height,
  source: entry.source,
  metadata: toMetadata(entry),
})
