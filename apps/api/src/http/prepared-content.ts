import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context } from 'hono'
import { acceptedEncoding, type Encoding } from './accepted-encoding.ts'
import type { AppEnv } from './env.ts'
import { matches } from './etag.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Bytes that are the same for every request, with all that is worked out of them once. */
export interface PreparedContent {
  readonly bytes: Bytes
  readonly etag: string
  /** Resolves with the encoded bytes; made when first asked for. */
  readonly encoded: Readonly<Record<Encoding, () => Promise<Bytes>>>
}

const zip = promisify(gzip)
const brotli = promisify(brotliCompress)

/** Of the page's 278 kB: 82 kB in 24 ms; the best quality takes 590 ms for 75 kB, and somebody waits for it. gzip has 87 kB. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }

/** Makes when first asked, however many ask; a failure is not kept. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  const begin = async (): Promise<T> => {
    try {
      return await make()
    } catch (error) {
      made = undefined
      throw error
    }
  }
  return () => {
    made ??= begin()
    return made
  }
}

export function prepare(made: string | Uint8Array): PreparedContent {
  const bytes = new Uint8Array(typeof made === 'string' ? new TextEncoder().encode(made) : made)
  const etag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return {
    bytes,
    etag: `W/"${etag}"`,
    encoded: { br: once(() => brotli(bytes, brotliOptions)), gzip: once(() => zip(bytes)) },
  }
}

/** Prepares when first asked, however many ask; a failure is not kept. */
export const preparedOnce = (
  make: () => string | Uint8Array | Promise<Uint8Array>,
): (() => Promise<PreparedContent>) => once(async () => prepare(await make()))

/** Answers with it, compressed for who takes that where it is shorter then, or with 304. */
export async function sendPrepared(
  c: Context<AppEnv>,
  { bytes, encoded, etag }: PreparedContent,
  further: Readonly<Record<string, string>>,
): Promise<Response> {
  const headers = { ...further, etag, vary: 'Accept-Encoding' }
  if (matches(c.req.header('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers })
  }
  const encoding = acceptedEncoding(c.req.header('accept-encoding'), ['br', 'gzip'])
  const shorter = encoding === undefined ? bytes : await encoded[encoding]()
  const isShorter = encoding !== undefined && shorter.byteLength < bytes.byteLength
  const body = isShorter ? shorter : bytes
  const about = {
    ...(isShorter ? { 'content-encoding': encoding } : {}),
    // The length is set here, for an answer to HEAD has no body to count.
    'content-length': String(body.byteLength),
  }
  return new Response(body, { headers: { ...headers, ...about } })
}
