import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import type { Context, MiddlewareHandler } from 'hono'
import { acceptedEncoding } from './accepted-encoding.ts'
import type { AppEnv } from './env.ts'
import { zipOptions, zipped } from './zipped.ts'

/** Bytes below which a body fits into one packet anyway. */
const leastBytes = 1024

/** Text and JSON; never event streams, whose messages would wait for one another, nor pictures and archives. */
const compressible = /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?json\b)/i

/** Bytes that are compressed at once, which takes about half a millisecond: less than to have another thread do it. */
const mostAtOnce = 128 * 1024

const zipLong = promisify(gzip)
const zip = (bytes: Uint8Array): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>> =>
  bytes.byteLength > mostAtOnce ? zipLong(bytes, zipOptions) : gzipSync(bytes, zipOptions)

const shouldCompress = ({ req, res }: Context<AppEnv>): boolean => {
  const { headers } = res
  return (
    res.status !== 206 &&
    req.method !== 'HEAD' &&
    !headers.has('content-encoding') &&
    compressible.test(headers.get('content-type') ?? '') &&
    !/\bno-transform\b/i.test(headers.get('cache-control') ?? '')
  )
}

/** The same bytes no longer: a strong ETag becomes a weak one. */
const markAsCompressed = (headers: Headers): void => {
  headers.set('content-encoding', 'gzip')
  headers.delete('content-length')
  const etag = headers.get('etag')
  if (etag !== null && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`)
}

/** A body of one piece at once and with its length, a longer one as it comes. */
async function compress(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  headers: Headers,
): Promise<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reader = body.getReader()
  const first = await reader.read()
  if (first.done) return new Uint8Array()
  const second = await reader.read()
  if (second.done) {
    if (first.value.byteLength < leastBytes) return first.value
    const bytes = await zip(first.value)
    markAsCompressed(headers)
    return bytes
  }
  markAsCompressed(headers)
  return zipped([first.value, second.value], reader)
}

/**
 * Compresses text and JSON for who takes gzip. Not hono/compress, which also compresses what fits into a packet, for it
 * never asks how long an answer without Content-Length is, and makes a stream of each.
 */
export const compressed: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next()
  if (!shouldCompress(c)) return
  c.res.headers.append('vary', 'Accept-Encoding')
  if (acceptedEncoding(c.req.header('accept-encoding'), ['gzip']) === undefined) return
  // The body first: node-server's light answers become whole ones then, with headers of their own.
  const { body, status, headers } = c.res
  if (body === null) return
  const init = { status, headers }
  const answer = new Response(await compress(body, headers), init)
  // Else Hono would copy the headers from the answer that there was.
  c.res = undefined
  c.res = answer
}
