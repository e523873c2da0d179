import type { GalleryEntry } from '@darkroom/gallery-store'
import { toFileForm } from '@darkroom/recipe'
import { toTime } from '../http/fields.ts'
import type { GalleryImage } from './gallery-image.ts'
import { imageUrl, thumbnailUrl } from './image-version.ts'

const toMetadata = (entry: GalleryEntry): Record<string, unknown> => ({
  favourite: entry.favourite,
  tags: entry.tags,
  batch_id: entry.batchId || undefined,
  sequence_id: entry.sequenceId || undefined,
  frame_number: entry.frameNumber ?? undefined,
  duration_seconds: entry.durationSeconds ?? undefined,
  seed: entry.recipe.seed === undefined ? entry.seedText || undefined : undefined,
})

/** An image of the gallery as the API shows it. */
export const toGalleryImage = (entry: GalleryEntry): GalleryImage => {
  const { parameters, ...headline } = toFileForm(entry.recipe)
  const { width, height } = entry
  return {
    id: entry.id,
    image_url: imageUrl(entry),
    thumbnail_url: thumbnailUrl(entry),
    filepath: entry.path,
    prompt: '',
    negative_prompt: '',
    model: '',
    seed: null,
    ...headline,
    parameters: {
      steps: null,
      cfg: null,
      sampler: '',
      scheduler: '',
      resolution: { width, height },
      loras: [],
      ...parameters,
    },
    timestamp: toTime(entry.createdMs),
    filesize: entry.size,
    media_type: entry.mediaType,
    width,
    height,
    source: entry.source,
    metadata: toMetadata(entry),
  }
}
