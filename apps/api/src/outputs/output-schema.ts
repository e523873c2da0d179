import { z } from '@hono/zod-openapi'
import { imageExample } from '../gallery/gallery-image.ts'

export const outputExample = {
  kind: 'image' as const,
  media_type: 'image/png',
  node: '9',
  filename: '3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11_00001_.png',
  subfolder: 'darkroom',
  type: 'output',
  filepath: imageExample.filepath,
  url: imageExample.image_url,
  size_bytes: imageExample.filesize,
  width: imageExample.width,
  height: imageExample.height,
  image_id: imageExample.id,
}

export const outputSchema = z
  .object({
    kind: z.enum(['image', 'video', 'audio', 'text', '3d', 'other']),
    media_type: z
      .string()
      .openapi({ description: 'By its bytes, and by its name where they do not tell.' }),
    node: z
      .string()
      .openapi({ description: 'Id of the node that made it, in the graph that ran.' }),
    filename: z.string().openapi({ description: 'Its name on the server.' }),
    subfolder: z.string(),
    type: z
      .string()
      .openapi({ description: '`output` for what is saved, `temp` for what is only shown.' }),
    filepath: z.string().openapi({ description: 'Relative to the gallery.' }),
    url: z.string().openapi({ description: 'A path under /api.' }),
    size_bytes: z.int(),
    width: z.int().optional(),
    height: z.int().optional(),
    text: z.string().optional().openapi({
      description: 'Of a text, its first 4,000 characters; the whole is at `url`.',
    }),
    image_id: z.string().optional().openapi({
      description: 'Of a picture or video that the gallery lists.',
    }),
  })
  .openapi('Output', { example: outputExample })
export type Output = z.infer<typeof outputSchema>
