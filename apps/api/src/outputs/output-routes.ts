import type { Gallery } from '@darkroom/gallery-store'
import type { Generation, JobOutput } from '@darkroom/generation'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { sendImage } from '../gallery/send-image.ts'
import { requestIdParam } from '../generate/generate-schemas.ts'
import { binary, bytesOrPart } from '../http/content.ts'
import { contentDisposition } from '../http/content-disposition.ts'
import { defineRoute } from '../http/define-route.ts'
import type { AppEnv } from '../http/env.ts'
import { flagQuery, isYes } from '../http/fields.ts'
import { notFound } from '../http/problem.ts'
import { invalid, missing, unavailable } from '../http/responses.ts'
import { sendFile } from '../http/send-file.ts'
import { openOutput } from './open-output.ts'

const content = {
  'image/png': binary,
  'video/mp4': binary,
  'audio/flac': binary,
  'text/plain': binary,
  'model/gltf-binary': binary,
  'application/octet-stream': binary,
}

const paramsSchema = requestIdParam.extend({
  index: z.coerce
    .number<string>()
    .int()
    .min(0)
    .max(9_999)
    .openapi({
      param: { name: 'index', in: 'path', required: true },
      description: 'Its place in `outputs`, from 0.',
      example: 0,
    }),
})

interface OutputSources {
  readonly generation: Generation
  readonly gallery: Gallery
  readonly config: { readonly GALLERY_STORAGE_PATH: string }
}

/** What a browser shows or plays by itself and runs nothing of; an SVG is a document that may hold scripts. */
const isShown = (contentType: string): boolean =>
  /^(?:(?:image|video|audio)\/|text\/plain\b)/.test(contentType) &&
  !contentType.startsWith('image/svg')

/** Sends a file that the gallery does not list. */
async function sendOutput(
  c: Context<AppEnv>,
  root: string,
  { output, gone, download }: { output: JobOutput; gone: Error; download: boolean },
): Promise<Response> {
  const opened = await openOutput(root, output.path)
  if (opened === undefined) throw gone
  const { handle, size, mtimeMs } = opened
  const contentType = output.kind === 'text' ? 'text/plain; charset=utf-8' : output.mediaType
  const disposition = isShown(contentType) && !download ? 'inline' : 'attachment'
  return sendFile(c, {
    handle,
    size,
    etag: `"${mtimeMs.toString(36)}-${size.toString(36)}"`,
    contentType,
    lastModified: new Date(mtimeMs),
    cacheControl: 'no-cache',
    disposition: contentDisposition(disposition, output.path.split('/').at(-1) ?? ''),
  })
}

export const outputRoutes = ({ generation, gallery, config }: OutputSources) =>
  [
    defineRoute({
      method: 'get',
      path: '/api/jobs/{request_id}/outputs/{index}',
      operationId: 'getOutput',
      tags: ['Jobs'],
      summary: 'A file that a job made',
      description:
        'Of any kind: picture, video, audio, text, 3D. Honours `Range` and `If-None-Match`.',
      request: { params: paramsSchema, query: z.object({ download: flagQuery }) },
      responses: {
        ...bytesOrPart(content),
        ...invalid,
        ...missing,
        ...unavailable,
      },
    }).handle((c) => {
      const { request_id, index } = c.req.valid('param')
      const job = generation.get(request_id)
      if (job === undefined) throw notFound(`job ${request_id}`)
      const output = job.outputs[index]
      const gone = notFound(`output ${index} of job ${request_id}`)
      if (output === undefined) throw gone
      const download = isYes(c.req.valid('query').download)
      if (!output.inGallery) {
        return sendOutput(c, config.GALLERY_STORAGE_PATH, { output, gone, download })
      }
      const entry = gallery.findByPath(output.path)
      if (entry === undefined) throw gone
      return sendImage(c, gallery, { id: entry.id, which: {}, download })
    }),
  ] as const
