import type { Context } from 'hono'
import type { AppEnv } from './env.ts'
import { matches } from './etag.ts'

export interface MadeImage {
  readonly bytes: Uint8Array
  readonly contentType: string
  /** Strong ETag, with its quotes. */
  readonly etag: string
}

/** Bytes that nobody else can change meanwhile are sent from where they lie. */
const isOwn = (bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer

/** Answers with bytes in memory, or 304. */
export function sendBytes(
  c: Context<AppEnv>,
  { bytes, contentType, etag }: MadeImage,
  further: Readonly<Record<string, string>>,
): Response {
  const headers = { ...further, etag, 'content-type': contentType }
  if (matches(c.req.header('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers })
  }
  // The length is set here, for an answer to HEAD has no body to count.
  const length = { 'content-length': String(bytes.byteLength) }
  return new Response(isOwn(bytes) ? bytes : new Uint8Array(bytes), {
    headers: { ...headers, ...length },
  })
}
