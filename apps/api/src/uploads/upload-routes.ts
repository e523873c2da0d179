import type { UploadStore } from '@darkroom/input-pictures'
import { z } from '@hono/zod-openapi'
import { binary, json, notModified } from '../http/content.ts'
import { contentDisposition } from '../http/content-disposition.ts'
import { defineRoute } from '../http/define-route.ts'
import { pageQuery } from '../http/fields.ts'
import { notFound } from '../http/problem.ts'
import { badAnswer, badMedia, conflict, diskFull, invalid, missing } from '../http/responses.ts'
import { sendFile } from '../http/send-file.ts'
import { takesBytes } from '../http/takes-bytes.ts'
import { bytesBehind, type FetchInput, sentBytes } from './sent-bytes.ts'
import {
  toUpload,
  uploadFromUrlSchema,
  uploadIdParam,
  uploadPageSchema,
  uploadSchema,
  uploadUrl,
} from './upload-schemas.ts'

const tags = ['Uploads']

const found = <T>(value: T | undefined, id: string): T => {
  if (value === undefined) throw notFound(`upload ${id}`)
  return value
}

/** Bodies that are read as they come, so their schemas are for the document alone: zod's would have a form read as a whole. */
const byteContent = {
  'multipart/form-data': {
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  },
  'application/octet-stream': binary,
  'image/*': binary,
  'video/*': binary,
  'audio/*': binary,
} as const

const content: { 'application/json': { schema: typeof uploadFromUrlSchema } } = {
  'application/json': { schema: uploadFromUrlSchema },
  ...byteContent,
}

export const uploadRoutes = ({
  uploads,
  fetchInput,
}: {
  readonly uploads: UploadStore
  readonly fetchInput: FetchInput
}) =>
  [
    defineRoute({
      method: 'post',
      path: '/api/uploads',
      operationId: 'createUpload',
      tags,
      summary: 'Keep a picture, a video or a sound, under its hash',
      description:
        'The body is the file itself, of any media type, or a form with one file, or JSON with the `url` where it is. What it is, the bytes decide. The same bytes are the same upload; one that is not used for 7 days goes.',
      request: { body: { content } },
      responses: {
        201: json(uploadSchema, 'It is there, or was there already'),
        ...invalid,
        ...badMedia,
        ...badAnswer,
        ...diskFull,
      },
    }).handle(async (c) => {
      const { fileLimitBytes: limitBytes } = uploads
      const { signal } = c.req.raw
      const sent = takesBytes(c)
        ? sentBytes(c)
        : bytesBehind(c.req.valid('json').url, { limitBytes, fetchInput, signal })
      const { upload } = await uploads.add(sent.content, { expectedBytes: sent.expectedBytes })
      return c.json(toUpload(upload), 201, { location: uploadUrl(upload.id) })
    }),
    defineRoute({
      method: 'get',
      path: '/api/uploads',
      operationId: 'listUploads',
      tags,
      summary: 'All uploads, the one used last first',
      request: { query: pageQuery },
      responses: { 200: json(uploadPageSchema, 'A page'), ...invalid },
    }).handle(async (c) => {
      const { limit, cursor } = c.req.valid('query')
      const offset = Number(cursor ?? 0)
      const { uploads: page, total, totalBytes } = await uploads.list({ offset, limit })
      const next = offset + limit
      return c.json(
        {
          uploads: page.map(toUpload),
          total,
          total_bytes: totalBytes,
          limit_bytes: uploads.limitBytes,
          next_cursor: next < total ? String(next) : undefined,
        },
        200,
      )
    }),
    defineRoute({
      method: 'get',
      path: '/api/uploads/{upload_id}',
      operationId: 'getUpload',
      tags,
      summary: 'The bytes of an upload',
      description:
        'Just as they were sent, and the same for ever. `Range` and `If-None-Match` are heeded.',
      request: { params: uploadIdParam },
      responses: {
        200: {
          description: 'The file',
          content: { 'image/*': binary, 'video/*': binary, 'audio/*': binary },
        },
        ...notModified,
        ...missing,
      },
    }).handle(async (c) => {
      const { upload_id } = c.req.valid('param')
      const { upload, handle } = found(await uploads.open(upload_id), upload_id)
      return await sendFile(c, {
        handle,
        size: upload.bytes,
        contentType: upload.mediaType,
        etag: `"${upload.id}"`,
        lastModified: new Date(upload.usedAt),
        cacheControl: 'private, max-age=31536000, immutable',
        disposition: contentDisposition('inline', `${upload.id.slice(0, 16)}.${upload.extension}`),
      })
    }),
    defineRoute({
      method: 'get',
      path: '/api/uploads/{upload_id}/metadata',
      operationId: 'getUploadMetadata',
      tags,
      summary: 'What is known of an upload',
      request: { params: uploadIdParam },
      responses: { 200: json(uploadSchema, 'The upload'), ...missing },
    }).handle(async (c) => {
      const { upload_id } = c.req.valid('param')
      return c.json(toUpload(found(await uploads.find(upload_id), upload_id)), 200)
    }),
    defineRoute({
      method: 'delete',
      path: '/api/uploads/{upload_id}',
      operationId: 'deleteUpload',
      tags,
      summary: 'Delete an upload',
      description: 'Not while a job needs it.',
      request: { params: uploadIdParam },
      responses: {
        200: json(z.object({ deleted: z.literal(true) }), 'Deleted'),
        ...missing,
        ...conflict,
        ...diskFull,
      },
    }).handle(async (c) => {
      const { upload_id } = c.req.valid('param')
      if (!(await uploads.remove(upload_id))) throw notFound(`upload ${upload_id}`)
      return c.json({ deleted: true as const }, 200)
    }),
  ] as const
