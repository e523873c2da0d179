import { DoorError, notFound, type OpenFile, type PictureSource } from '@darkroom/door-ports'
import { type Context, Hono } from 'hono'
import type { FacadeHouse } from '../facade-house.ts'
import { empty } from '../http/json.ts'
import { findSource } from '../uploads/find-source.ts'
import type { UploadNames } from '../uploads/upload-names.ts'
import { byteRange } from './byte-range.ts'
import { readViewQuery, type ViewQuery } from './view-query.ts'

/** `/view`: what jobs made and what clients sent, by the names that they were told. */
export function viewRoutes(house: FacadeHouse, names: UploadNames): Hono {
  const app = new Hono()
  app.get('/view', async (c) => {
    const query = readViewQuery(c.req.query())
    const source = await findSource(query, { house, names })
    if (source === undefined) throw notFound('such file')
    const other = await converted(source, query, { house, signal: house.callerOf(c).signal })
    if (other !== undefined) return other
    const file = await house.pictures.open(source)
    if (file === undefined) throw notFound('such file any more')
    return send(c, file, query.path)
  })
  return app
}

/** The picture as it is wished; undefined where it is wished as it is, or is none that is converted: then it is sent so. */
async function converted(
  source: PictureSource,
  { preview, path }: ViewQuery,
  { house, signal }: { readonly house: FacadeHouse; readonly signal: AbortSignal },
): Promise<Response | undefined> {
  if (preview === undefined) return undefined
  const { format, quality } = preview
  try {
    const bytes = await house.pictures.convert(source, { format, quality, signal })
    return new Response(Uint8Array.from(bytes), {
      headers: { 'Content-Type': `image/${format}`, 'Content-Disposition': dispositionOf(path) },
    })
  } catch (error) {
    if (error instanceof DoorError && (error.status === 400 || error.status === 404)) {
      return undefined
    }
    throw error
  }
}

/** Closes the file, or leaves that to the stream of its bytes. */
async function send(c: Context, file: OpenFile, path: string): Promise<Response> {
  const headers = {
    'Content-Disposition': dispositionOf(path),
    ETag: file.etag,
    'Accept-Ranges': 'bytes',
    'X-Content-Type-Options': 'nosniff',
  }
  if (isUnchanged(c.req.header('if-none-match'), file.etag)) {
    await file[Symbol.asyncDispose]()
    return empty(304, headers)
  }
  const range = byteRange(c.req.header('range'), file.size)
  if (range === 'beyond') {
    await file[Symbol.asyncDispose]()
    return empty(416, { 'Content-Range': `bytes */${file.size}` })
  }
  const described = {
    ...headers,
    'Content-Type': safeType(file.mediaType),
    'Content-Length': String(range === undefined ? file.size : range.end - range.start + 1),
    ...(range !== undefined && {
      'Content-Range': `bytes ${range.start}-${range.end}/${file.size}`,
    }),
  }
  const status = range === undefined ? 200 : 206
  if (c.req.method === 'HEAD') {
    await file[Symbol.asyncDispose]()
    return empty(status, described)
  }
  return new Response(file.stream(range), { status, headers: described })
}

const isUnchanged = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, ''))) ?? false

/** A page would run what such a file says as if it were ours. */
const safeType = (mediaType: string): string =>
  /html|xml|svg|script|css/i.test(mediaType) ? 'application/octet-stream' : mediaType

/** Headers have Latin letters only, and the name is a hint. */
const dispositionOf = (path: string): string => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return `filename="${name.replaceAll(/[^\x20-\x7e]|["\\]/g, '_')}"`
}
