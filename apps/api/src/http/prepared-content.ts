import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import { acceptsGzip } from './accepts-gzip.ts'
import type { AppEnv } from './env.ts'
import { matches } from './etag.ts'

/** Bytes that are the same for every request, with all that is worked out of them once. */
export interface PreparedContent {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly gzipped: Uint8Array<ArrayBuffer>
  readonly etag: string
}

const zip = promisify(gzip)

async function prepare(made: string | Uint8Array): Promise<PreparedContent> {
  const bytes = new Uint8Array(typeof made === 'string' ? new TextEncoder().encode(made) : made)
  const etag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { bytes, gzipped: await zip(bytes), etag: `W/"${etag}"` }
}

/** Prepares when first asked, however many ask; a failure is not kept. */
export function preparedOnce(
  make: () => string | Uint8Array | Promise<Uint8Array>,
): () => Promise<PreparedContent> {
  let prepared: Promise<PreparedContent> | undefined
  const begin = async (): Promise<PreparedContent> => {
    try {
      return await prepare(await make())
    } catch (error) {
      prepared = undefined
      throw error
    }
  }
  return () => {
    prepared ??= begin()
    return prepared
  }
}

/** Answers with it, compressed for who takes that, or with 304. */
export function sendPrepared(
  c: Context<AppEnv>,
  { bytes, gzipped, etag }: PreparedContent,
  further: Readonly<Record<string, string>>,
): Response {
  const headers = { ...further, etag, vary: 'Accept-Encoding' }
  if (matches(c.req.header('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers })
  }
  const asGzip = acceptsGzip(c.req.header('accept-encoding'))
  const body = asGzip ? gzipped : bytes
  const about = {
    ...(asGzip ? { 'content-encoding': 'gzip' } : {}),
    // The length is set here, for an answer to HEAD has no body to count.
    'content-length': String(body.byteLength),
  }
  return new Response(body, { headers: { ...headers, ...about } })
}
