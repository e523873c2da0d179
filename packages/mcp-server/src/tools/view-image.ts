import { DoorError } from '@darkroom/door-ports'
import { z } from 'zod'
import { pictureId, sourceOf } from '../pictures/known-picture.ts'
import { largestPreview, previewBytes, previewSide, toImageContent } from '../pictures/preview.ts'
import { defineTool } from '../server/define-tool.ts'
import { reads, type Tool } from '../tool.ts'

/** The file is bounded either way; pixels are what it costs a model to look. */
const largestSide = 1024

export const viewImage: Tool = defineTool({
  name: 'view_image',
  title: 'Look at an image',
  description:
    'Shows a picture, made smaller: a WebP of at most 100 kB, coarse where the picture is full of detail.',
  annotations: reads,
  input: z.object({
    id: pictureId.describe(
      'id of search_gallery; a job_id, or "job_id#1" for its second picture; or an upload_id.',
    ),
    max_dim: z
      .number()
      .min(64)
      .max(largestSide)
      .default(previewSide)
      .describe(`Pixels of the longest side: 64 to ${largestSide}. Default ${previewSide}.`),
  }),
  output: z.object({
    id: z.string(),
    media_type: z.string().describe('Of what is shown.'),
    bytes: z.number(),
  }),
  run: async ({ id, max_dim: side }, call) => {
    const source = sourceOf(id, call)
    const options = { longestSide: side, signal: call.signal }
    const bytes = await previewBytes(call.house.pictures, source, options)
    if (bytes === undefined) {
      const message = `The picture cannot be shown in ${largestPreview / 1000} kB.`
      throw new DoorError(400, 'too_large', message, { hint: 'Give a smaller max_dim.' })
    }
    return {
      structured: { id, media_type: 'image/webp', bytes: bytes.length },
      content: [toImageContent(bytes)],
    }
  },
})
