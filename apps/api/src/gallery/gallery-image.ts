import { z } from '@hono/zod-openapi'
import { examples } from '../http/examples.ts'
import { timeSchema } from '../recipe/recipe-fields.ts'

const unknownNumber = z.number().nullable()

export const galleryImageSchema = z
  .object({
    id: z.string().openapi({ description: 'Stable across restarts.', example: 'm3XhZk0aQ9c2Lr7T' }),
    image_url: z.string().openapi({ example: '/api/gallery/image/m3XhZk0aQ9c2Lr7T' }),
    thumbnail_url: z.string().openapi({ example: '/api/gallery/thumbnail/m3XhZk0aQ9c2Lr7T' }),
    filepath: z.string().openapi({
      description: 'Relative to the gallery.',
      example: '20261122/153012_a1b2c3d4.png',
    }),
    prompt: z.string(),
    negative_prompt: z.string(),
    model: z.string(),
    seed: z.int().nullable(),
    parameters: z.object({
      steps: unknownNumber,
      cfg: unknownNumber,
      sampler: z.string(),
      scheduler: z.string(),
      resolution: z.object({ width: unknownNumber, height: unknownNumber }),
      loras: z.array(
        z.object({ name: z.string(), strength_model: z.number(), strength_clip: z.number() }),
      ),
    }),
    timestamp: timeSchema,
    filesize: z.int().openapi({ description: 'Bytes.' }),
    width: unknownNumber.openapi({ description: 'Pixels of the file.' }),
    height: unknownNumber,
    source: z.string().openapi({ description: 'The program that made it.', example: 'darkroom' }),
    metadata: z.record(z.string(), z.unknown()).openapi({
      description: 'Favourite, tags, batch, seeds above 2^53 as text, and what else is known.',
    }),
  })
  .openapi('GalleryImage', {
    description: 'Unknown text is "", an unknown number is null.',
    example: examples.galleryImage,
  })
export type GalleryImage = z.infer<typeof galleryImageSchema>
