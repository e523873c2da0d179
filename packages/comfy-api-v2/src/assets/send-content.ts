import type { OpenFile } from '@darkroom/door-ports'
import type { Context } from 'hono'
import { ApiV2Error } from '../errors/api-v2-error.ts'
import { wantedRange } from './byte-range.ts'

/** What a browser shows without running anything in it; all else is for the disk. */
const isShown = (mediaType: string): boolean =>
  /^(?:image\/(?!svg)|video\/|audio\/)/.test(mediaType)

/** RFC 8187: the name in UTF-8, with nothing of it that could end the header. */
const dispositionOf = ({ mediaType, name }: OpenFile): string => {
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${isShown(mediaType) ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded}`
}

const isNamed = (header: string | undefined, etag: string): boolean =>
  (header ?? '')
    .split(',')
    .some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*')

/** Answers with the bytes, a part of them, or 304, and disposes of the file. */
export async function sendContent(c: Context, file: OpenFile): Promise<Response> {
  const { size, etag } = file
  const headers = new Headers({
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-disposition': dispositionOf(file),
    'content-type': file.mediaType === '' ? 'application/octet-stream' : file.mediaType,
    'x-content-type-options': 'nosniff',
    etag,
  })
  const empty = async (status: 200 | 206 | 304): Promise<Response> => {
    await file[Symbol.asyncDispose]()
    return new Response(null, { status, headers })
  }
  if (isNamed(c.req.header('if-none-match'), etag)) return empty(304)
  const ifRange = c.req.header('if-range')
  const isSame = ifRange === undefined || ifRange === etag
  const range = wantedRange(isSame ? c.req.header('range') : undefined, size)
  if (range === 'unsatisfiable') {
    await file[Symbol.asyncDispose]()
    throw new ApiV2Error(416, 'range_not_satisfiable', `The file has ${size} bytes.`, {
      headers: { 'content-range': `bytes */${size}` },
    })
  }
  const part = range === 'whole' ? undefined : range
  const { start, end } = part ?? { start: 0, end: size - 1 }
  headers.set('content-length', String(end - start + 1))
  if (part !== undefined) headers.set('content-range', `bytes ${start}-${end}/${size}`)
  const status = part === undefined ? 200 : 206
  if (c.req.method === 'HEAD' || size === 0) return empty(status)
  return new Response(file.stream(part), { status, headers })
}
