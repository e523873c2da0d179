import { recipeSchema } from '@darkroom/recipe'
import { z } from '@hono/zod-openapi'
import { imageExample } from '../gallery/gallery-image.ts'
import { uuidSchema } from '../http/fields.ts'

export const sequenceIdParam = z.object({ sequence_id: uuidSchema })

export const storyExample = {
  characters: ['Mara, an old keeper in a yellow coat'],
  setting: 'a lighthouse on a cliff',
  atmosphere: 'calm before a storm',
  arc: 'linear',
  prefix: 'masterpiece, best quality',
  producer: 'built-in',
}

export const frameExample = {
  frame_number: 1,
  prompt: imageExample.prompt,
  description: 'The lighthouse before the storm.',
  shot_type: 'wide shot',
}

const metadataExample = { ...storyExample, negative_prompt: imageExample.negative_prompt }

export const scenePromptsBodySchema = z
  .strictObject({
    story_description: z.string().trim().min(100).max(1000).openapi({
      example:
        'Mara has kept the lighthouse for forty years. One night the lamp fails while a ship nears the rocks, and she climbs the cliff with a lantern to bring it home.',
    }),
    frame_count: z.int().min(3).max(50).default(7),
    narrative_arc: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .openapi({ example: "hero's journey" }),
    model: recipeSchema.shape.model,
    style: z.enum(['sdxl', 'illustrious', 'photorealistic']).default('sdxl'),
    keywords: z
      .array(z.string().trim().min(1).max(100))
      .max(20)
      .optional()
      .openapi({ example: ['sea', 'storm'] }),
  })
  .openapi('ScenePromptsRequest')

const sceneMetadataSchema = z
  .object({
    characters: z.array(z.string()),
    setting: z.string(),
    atmosphere: z.string(),
    arc: z.string(),
    prefix: z.string(),
    negative_prompt: z.string(),
    producer: z.string(),
  })
  .openapi('SceneMetadata', { example: metadataExample })

export const scenePromptsSchema = z
  .object({
    sequence_id: uuidSchema,
    prompts: z.array(
      z.object({
        frame_number: z.int(),
        prompt: z.string(),
        description: z.string(),
        shot_type: z.string(),
        editable: z.literal(true),
      }),
    ),
    metadata: sceneMetadataSchema,
  })
  .openapi('ScenePrompts', {
    example: {
      sequence_id: '9c5b94b1-35ad-49bb-b118-8e8fc24abf80',
      prompts: [{ ...frameExample, editable: true }],
      metadata: metadataExample,
    },
  })
