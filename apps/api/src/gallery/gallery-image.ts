import { parametersSchema } from '@darkroom/recipe'
import { z } from '@hono/zod-openapi'
import { timeSchema } from '../http/fields.ts'

export const imageIdParam = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'must be an image id')
    .openapi({ example: 'm3XhZk0aQ9c2Lr7T' }),
})

const resolution = { width: 1024, height: 1024 }

export const imageExample = {
  id: 'm3XhZk0aQ9c2Lr7T',
  image_url: '/api/gallery/image/m3XhZk0aQ9c2Lr7T',
  thumbnail_url: '/api/gallery/thumbnail/m3XhZk0aQ9c2Lr7T',
  filepath: '20261122/153012_3f2b8c1e.png',
  prompt: 'a lighthouse on a cliff at dawn, soft light',
  negative_prompt: 'blurry, low quality',
  model: 'base/dreamscape_xl.safetensors',
  seed: 42,
  parameters: {
    steps: 20,
    cfg: 7,
    sampler: 'euler',
    scheduler: 'normal',
    resolution,
    loras: [{ name: 'style/ink.safetensors', strength_model: 0.8, strength_clip: 0.8 }],
  },
  timestamp: '2026-11-22T15:30:12.000+00:00',
  filesize: 1_482_113,
  media_type: 'image/png',
  ...resolution,
  source: 'darkroom',
  metadata: { favourite: false, tags: [] },
}

const unknownNumber = z.number().nullable()

export const galleryImageSchema = z
  .object({
    id: z.string().openapi({ description: 'Stable across restarts.', example: imageExample.id }),
    image_url: z.string().openapi({ example: imageExample.image_url }),
    thumbnail_url: z.string().openapi({ example: imageExample.thumbnail_url }),
    filepath: z.string().openapi({
      description: 'Relative to the gallery.',
      example: '20261122/153012_a1b2c3d4.png',
    }),
    prompt: z.string(),
    negative_prompt: z.string(),
    model: z.string(),
    seed: z.int().nullable(),
    parameters: parametersSchema.extend({
      steps: unknownNumber,
      cfg: unknownNumber,
      sampler: z.string(),
      scheduler: z.string(),
      resolution: z.object({ width: unknownNumber, height: unknownNumber }),
      loras: parametersSchema.shape.loras.unwrap(),
    }),
    timestamp: timeSchema,
    filesize: z.int().openapi({ description: 'Bytes.' }),
    media_type: z.string().openapi({
      description: 'Of the file by its bytes, such as image/png or video/mp4.',
      example: 'image/png',
    }),
    width: unknownNumber.openapi({
      description: 'Pixels as a person sees them: a picture turned by its EXIF block is turned.',
    }),
    height: unknownNumber,
    source: z.string().openapi({ description: 'The program that made it.', example: 'darkroom' }),
    metadata: z.record(z.string(), z.unknown()).openapi({
      description:
        'Favourite, tags, batch, seeds above 2^53 as text, the seconds of a video, and what else is known.',
    }),
  })
  .openapi('GalleryImage', {
    description: 'Unknown text is "", an unknown number is null.',
    example: imageExample,
  })
export type GalleryImage = z.infer<typeof galleryImageSchema>
