import type { GalleryEntry } from '@darkroom/gallery-store'
import { toFileForm } from '@darkroom/recipe'
import { imageVersion } from '@darkroom/thumbnails'
import type { GalleryImage } from '../schemas/gallery-image.ts'
import { toTime } from './to-time.ts'

type Versioned = Pick<GalleryEntry, 'id' | 'size' | 'mtimeMs'>

/** Changes when the file does. */
export const versionOf = (entry: Versioned): string => imageVersion(entry)

export const imageUrl = (entry: Versioned): string =>
  `/api/gallery/image/${entry.id}?v=${versionOf(entry)}`

export const thumbnailUrl = (entry: Versioned): string =>
  `/api/gallery/thumbnail/${entry.id}?v=${versionOf(entry)}`

const toMetadata = (entry: GalleryEntry): Record<string, unknown> => ({
  favourite: entry.favourite,
  tags: entry.tags,
  batch_id: entry.batchId || undefined,
  sequence_id: entry.sequenceId || undefined,
  frame_number: entry.frameNumber ?? undefined,
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
    width,
    height,
    source: entry.source,
    metadata: toMetadata(entry),
  }
}
