import type { Upload } from '@darkroom/input-pictures'
import { pictureUrlSchema } from '@darkroom/recipe'
import { z } from '@hono/zod-openapi'
import { timeSchema, toTime } from '../http/fields.ts'

const id = 'b1ff9c8ea3a780bad09b346c423d2d0e0d0c4a1b7e1f5a5cb1ff9c8ea3a780ba'

const example = {
  upload_id: id,
  url: `/api/uploads/${id}`,
  kind: 'picture' as const,
  media_type: 'image/png',
  width: 1024,
  height: 768,
  has_alpha: false,
  animated: false,
  duration_seconds: null,
  size_bytes: 1_482_113,
  sha256: id,
  used_at: '2026-11-22T15:30:12.000+00:00',
  expires_at: '2026-11-29T15:30:12.000+00:00',
}

export const uploadSchema = z
  .object({
    upload_id: z.string().openapi({ description: 'The same for the same bytes.' }),
    url: z.string().openapi({ description: 'Where the bytes are.' }),
    kind: z.enum(['picture', 'video', 'audio']),
    media_type: z.string().openapi({ description: 'Of the bytes, whatever was said of them.' }),
    width: z
      .int()
      .nullable()
      .openapi({ description: 'Pixels, as a person sees it; null for sound.' }),
    height: z.int().nullable(),
    has_alpha: z.boolean().nullable().openapi({
      description: 'Whether pixels may be transparent; null where the head does not tell.',
    }),
    animated: z.boolean(),
    duration_seconds: z.number().nullable(),
    size_bytes: z.int(),
    sha256: z.string(),
    used_at: timeSchema,
    expires_at: timeSchema.openapi({ description: 'When it goes, unless it is used before.' }),
  })
  .openapi('Upload', { example })

export const uploadPageSchema = z
  .object({
    uploads: z.array(uploadSchema),
    total: z.int(),
    total_bytes: z.int(),
    limit_bytes: z.int().openapi({ description: 'What all may have together.' }),
    next_cursor: z.string().optional(),
  })
  .openapi('Uploads', {
    example: { uploads: [example], total: 1, total_bytes: 1_482_113, limit_bytes: 4_294_967_296 },
  })

/** Not in the document, which tells of bytes: so it has no name there. */
export const uploadFromUrlSchema = z.strictObject({ url: pictureUrlSchema })

export const uploadIdParam = z.object({
  upload_id: z.string().max(200).openapi({ example: id }),
})

export const uploadUrl = (uploadId: string): string => `/api/uploads/${uploadId}`

export const toUpload = (upload: Upload): z.infer<typeof uploadSchema> => ({
  upload_id: upload.id,
  url: uploadUrl(upload.id),
  kind: upload.kind,
  media_type: upload.mediaType,
  width: upload.width,
  height: upload.height,
  has_alpha: upload.hasAlpha,
  animated: upload.animated,
  duration_seconds: upload.durationSeconds,
  size_bytes: upload.bytes,
  sha256: upload.id,
  used_at: toTime(upload.usedAt),
  expires_at: toTime(upload.expiresAt),
})
