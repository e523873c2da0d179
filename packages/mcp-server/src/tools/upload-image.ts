import { bytesInText, DoorError, invalidInput } from '@darkroom/door-ports'
import { z } from 'zod'
import { readPicture } from '../pictures/read-picture.ts'
import { defineTool } from '../server/define-tool.ts'
import type { Tool } from '../tool.ts'

const uploadSchema = z.object({
  image: z.string().describe('Give this as the image of other tools.'),
  upload_id: z.string().optional(),
  url: z.string().optional(),
  media_type: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  bytes: z.number().optional(),
  note: z.string().optional(),
})

export const uploadImage: Tool = defineTool({
  name: 'upload_image',
  title: 'Upload an image',
  description:
    'Keeps a picture that other tools may use, for some days. The same bytes are the same upload. Give data or url.',
  annotations: {
    readOnlyHint: false,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  input: z.object({
    data: z
      .string()
      .min(1)
      .optional()
      .describe('The bytes of the file in base64, or a data URL; up to about 45 MB.'),
    url: z
      .string()
      .max(8192)
      .optional()
      .describe(
        'An https URL in place of data. It is fetched by the tool that uses it, and only from hosts that the operator listed.',
      ),
  }),
  output: uploadSchema,
  run: async ({ data, url }, call) => {
    if (data !== undefined && url === undefined) {
      const upload = await call.house.pictures.upload(bytesOf(data), { signal: call.signal })
      return {
        structured: {
          image: upload.id,
          upload_id: upload.id,
          url: new URL(upload.url, call.caller.origin).href,
          media_type: upload.mediaType,
          width: upload.width,
          height: upload.height,
          bytes: upload.size,
        },
      }
    }
    if (url === undefined || data !== undefined) {
      throw new DoorError(400, 'invalid_input', 'Give either data or url.')
    }
    const reference = readPicture('url', url, call)
    if (typeof reference !== 'string' || !reference.startsWith('https:')) {
      throw invalidInput('url', 'must be an https URL of another site; data takes the bytes')
    }
    const note =
      'Nothing was fetched yet: the tool that takes it fetches it, from hosts that the operator listed.'
    return { structured: { image: reference, note } }
  },
})

/** @throws DoorError 400 */
function bytesOf(data: string): Uint8Array {
  const bytes = bytesInText(data)
  if (bytes !== undefined) return bytes
  throw invalidInput('data', 'must be base64, or a data URL in base64')
}
