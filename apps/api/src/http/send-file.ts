import type { FileHandle } from 'node:fs/promises'
import type { Context } from 'hono'
import parseRange from 'range-parser'
import type { AppEnv } from './env.ts'
import { matches } from './etag.ts'
import { ProblemError } from './problem.ts'
import { chunkBytes, type Part, readPart } from './read-part.ts'

export interface SentFile {
  readonly handle: FileHandle
  readonly size: number
  readonly contentType: string
  /** Strong ETag, with its quotes. */
  readonly etag: string
  readonly lastModified: Date
  readonly cacheControl: string
  readonly disposition: string
}

/** Whether `bytes=-500` asks for all of a smaller file (RFC 9110, 14.1.2); range-parser calls that unsatisfiable. */
const isWholeAsSuffix = (header: string, size: number): boolean => {
  const length = /^bytes=-(\d+)$/i.exec(header.trim())?.[1]
  return length !== undefined && size > 0 && Number(length) >= size
}

/** The one range asked for; undefined for the whole. Several ranges get the whole, which RFC 9110 allows. */
function wantedPart(c: Context<AppEnv>, { size, etag, lastModified }: SentFile): Part | undefined {
  const header = c.req.header('range')
  const ifRange = c.req.header('if-range')
  if (header === undefined) return undefined
  if (ifRange !== undefined && ifRange !== etag && ifRange !== lastModified.toUTCString()) {
    return undefined
  }
  if (isWholeAsSuffix(header, size)) return { start: 0, end: size - 1 }
  const ranges = parseRange(size, header)
  if (ranges === -1) {
    throw new ProblemError(416, 'range_not_satisfiable', `The file has ${size} bytes.`, {
      headers: { 'content-range': `bytes */${size}` },
    })
  }
  if (ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined
  return ranges[0]
}

const readWhole = async (
  handle: FileHandle,
  { start, end }: Part,
): Promise<Uint8Array<ArrayBuffer>> => {
  await using _handle = handle
  const bytes = new Uint8Array(end - start + 1)
  let filled = 0
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

/** Answers with the file or the part asked for, or 304. Closes the handle in every case. */
export async function sendFile(c: Context<AppEnv>, file: SentFile): Promise<Response> {
  const { handle, size, etag } = file
  const headers = new Headers({
    'accept-ranges': 'bytes',
    'cache-control': file.cacheControl,
    'content-disposition': file.disposition,
    'content-type': file.contentType,
    etag,
    'last-modified': file.lastModified.toUTCString(),
  })
  let handedOver = false
  try {
    if (matches(c.req.header('if-none-match'), etag))
      return new Response(null, { status: 304, headers })
    const part = wantedPart(c, file)
    const { start, end } = part ?? { start: 0, end: size - 1 }
    const status = part === undefined ? 200 : 206
    headers.set('content-length', String(end - start + 1))
    if (part !== undefined) headers.set('content-range', `bytes ${start}-${end}/${size}`)
    if (c.req.method === 'HEAD' || size === 0) return new Response(null, { status, headers })
    handedOver = true
    // What is one piece anyway is cheaper without a stream.
    const body = end - start < chunkBytes ? readWhole : readPart
    return new Response(await body(handle, { start, end }), { status, headers })
  } finally {
    if (!handedOver) await handle.close()
  }
}
