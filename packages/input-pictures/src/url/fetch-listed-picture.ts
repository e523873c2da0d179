import type { Readable } from 'node:stream'
import type { ConnectionOptions } from 'node:tls'
import { createTimeLimit, errorCode } from '@darkroom/foundation'
import { Agent, type Dispatcher, request } from 'undici'
import {
  InputPictureError,
  InputTooLargeError,
  UrlFailedError,
  UrlRefusedError,
} from '../errors.ts'
import { checkUrl, type ListedHost } from './listed-host.ts'
import { type Address, publicLookup, type Resolve, systemResolve } from './public-lookup.ts'

export interface FetchOptions {
  /** The hosts that may be asked, and to which a redirect may lead. */
  readonly hosts: readonly ListedHost[]
  /** The most bytes of a body. */
  readonly limitBytes: number
  /** Milliseconds for all of it, redirects included. Default 30,000. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  /** How names are resolved, where an address is reached, and whose certificates are trusted: for tests. */
  readonly network?: {
    readonly resolve?: Resolve
    readonly route?: (address: Address) => Address
    readonly ca?: ConnectionOptions['ca']
  }
}

const mostRedirects = 5
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Nothing that could tell who asks, and no compression, of which a small body can become a large one. */
const headers = { accept: 'image/*, video/*, audio/*', 'accept-encoding': 'identity' }

/**
 * The bytes behind an `https` URL of a listed host, as they come. Each address is looked at after it was resolved, and again
 * after each redirect; the connection goes to just the address that was looked at. Throws `UrlRefusedError`, `UrlFailedError`,
 * `InputTooLargeError`, or the signal's reason. Whoever stops early ends the connection.
 */
export async function* fetchListedPicture(
  url: string,
  { hosts, limitBytes, timeoutMs = 30_000, signal, network = {} }: FetchOptions,
): AsyncGenerator<Uint8Array, void> {
  const first = URL.parse(url)
  if (first === null) throw new UrlRefusedError('not-https', 'This is no URL')
  using limit = createTimeLimit(timeoutMs, signal)
  const lookup = publicLookup(network.resolve ?? systemResolve, network.route)
  const agent = new Agent({
    connect: { lookup, timeout: timeoutMs, ...(network.ca ? { ca: network.ca } : {}) },
    // A body that has no end, or that says it is shorter, is our business.
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    allowH2: false,
  })
  let at = first
  try {
    const answer = await follow(first, {
      check: (next) => {
        checkUrl(next, hosts)
        at = next
      },
      ask: (next) => request(next, { dispatcher: agent, headers, signal: limit.signal }),
    })
    yield* bodyOf(answer, limitBytes)
  } catch (error) {
    signal?.throwIfAborted()
    throw failureOf(error, { host: at.host, isLate: limit.isExpired, timeoutMs })
  } finally {
    await agent.destroy()
  }
}

/** The first answer that is no redirect. */
async function follow(
  first: URL,
  {
    check,
    ask,
  }: {
    readonly check: (url: URL) => void
    readonly ask: (url: URL) => Promise<Dispatcher.ResponseData>
  },
): Promise<Dispatcher.ResponseData> {
  let url = first
  for (let count = 0; count <= mostRedirects; count += 1) {
    check(url)
    const answer = await ask(url)
    const location = redirects.has(answer.statusCode) ? answer.headers.location : undefined
    if (location === undefined) return answer
    answer.body.on('error', () => undefined).destroy()
    const next = typeof location === 'string' ? URL.parse(location, url.href) : null
    if (next === null) throw new UrlFailedError('status', `${url.host} redirects to no URL`)
    url = next
  }
  throw new UrlRefusedError('too-many-redirects', `More than ${mostRedirects} redirects`)
}

async function* bodyOf(
  { statusCode, headers: { 'content-length': length }, body }: Dispatcher.ResponseData,
  limitBytes: number,
): AsyncGenerator<Uint8Array, void> {
  if (statusCode !== 200) {
    body.on('error', () => undefined).destroy()
    throw new UrlFailedError('status', `The answer has the status ${statusCode}`)
  }
  if (Number(length) > limitBytes) throw new InputTooLargeError(limitBytes)
  let bytes = 0
  for await (const chunk of chunksOf(body)) {
    bytes += chunk.length
    if (bytes > limitBytes) throw new InputTooLargeError(limitBytes)
    yield chunk
  }
}

const chunksOf = (body: Readable): AsyncIterable<Uint8Array> => body

/** The failure as ours: the first of our own errors in it, else what the network says. */
function failureOf(
  error: unknown,
  { host, isLate, timeoutMs }: { host: string; isLate: boolean; timeoutMs: number },
): unknown {
  const own = ownErrorIn(error)
  if (own !== undefined) return own
  const code = errorCode(error)
  if (isLate || /TIMEOUT/.test(code)) {
    return new UrlFailedError('timeout', `${host} did not send it within ${timeoutMs / 1000} s`, {
      cause: error,
    })
  }
  if (
    code === 'UND_ERR_SOCKET' ||
    code === 'ECONNRESET' ||
    code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'
  ) {
    return new UrlFailedError('broken-off', `The answer of ${host} breaks off`, { cause: error })
  }
  return new UrlFailedError('unreachable', `${host} cannot be reached: ${code || String(error)}`, {
    cause: error,
  })
}

function ownErrorIn(error: unknown): InputPictureError | undefined {
  if (error instanceof InputPictureError) return error
  if (error instanceof AggregateError) return error.errors.map(ownErrorIn).find(Boolean)
  return error instanceof Error && error.cause !== undefined ? ownErrorIn(error.cause) : undefined
}
